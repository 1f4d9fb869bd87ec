-- One row links a sub-activity of a budget year to an indicator of the sex-disaggregated data, as someone decided.

CREATE TABLE tautan_isu (
    kode_daerah VARCHAR,
    tahun INTEGER,
    indikator VARCHAR,
    kode_skpd VARCHAR,
    kode_sub_kegiatan VARCHAR,
    alasan VARCHAR,
    status VARCHAR,
    penanda VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);
