-- One row is a former code and the code that took its place from a year on, as someone confirmed.

CREATE TABLE padanan_kode (
    kode_daerah VARCHAR,
    mulai_tahun INTEGER,
    butir VARCHAR,
    kode_lama VARCHAR,
    kode_baru VARCHAR,
    dasar VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);
