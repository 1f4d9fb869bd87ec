-- One row is an old agency code and the code that took its place from a year on.

CREATE TABLE peta_opd (
    kode_daerah VARCHAR,
    mulai_tahun INTEGER,
    kode_skpd_lama VARCHAR,
    nama_lama VARCHAR,
    kode_skpd_baru VARCHAR,
    nama_baru VARCHAR,
    dasar VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);
