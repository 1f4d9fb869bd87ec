-- PUG institutions (prerequisites, posts, bodies), sex-disaggregated data, targets, village funds.

CREATE TABLE prasyarat (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    prasyarat VARCHAR,
    butir VARCHAR,
    nilai DECIMAL(3,2),
    bukti VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE jabatan (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    eselon VARCHAR,
    laki_laki BIGINT,
    perempuan BIGINT,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE kelembagaan (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    jenis VARCHAR,
    nama VARCHAR,
    nomor_sk VARCHAR,
    tanggal_sk DATE,
    berlaku_sampai DATE,
    anggota_l BIGINT,
    anggota_p BIGINT,
    rapat_rencana BIGINT,
    rapat_terlaksana BIGINT,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE data_terpilah (
    tahun INTEGER,
    kode_daerah VARCHAR,
    kode_wilayah VARCHAR,
    indikator VARCHAR,
    laki_laki DECIMAL(20,4),
    perempuan DECIMAL(20,4),
    satuan VARCHAR,
    sumber VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE target_metrik (
    kode_daerah VARCHAR,
    tahun INTEGER,
    metrik VARCHAR,
    butir VARCHAR,
    kode VARCHAR,
    rincian VARCHAR,
    basis VARCHAR,
    target DECIMAL(20,4),
    ambang_bawah DECIMAL(20,4),
    ambang_atas DECIMAL(20,4),
    arah VARCHAR,
    sumber VARCHAR,
    penjelasan VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE dana_desa (
    tahun INTEGER,
    kode_daerah VARCHAR,
    pagu DECIMAL(20,2),
    realisasi DECIMAL(20,2),
    sumber VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);
