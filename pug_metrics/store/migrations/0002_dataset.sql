-- One plain table a dataset: a row is a row of an uploaded file, or a tombstone (nisan) of its key.

CREATE TABLE anggaran (
    kode_daerah VARCHAR,
    tahun INTEGER,
    tahapan VARCHAR,
    kode_skpd VARCHAR,
    nama_skpd VARCHAR,
    kode_sub_unit VARCHAR,
    nama_sub_unit VARCHAR,
    kode_urusan VARCHAR,
    nama_urusan VARCHAR,
    kode_bidang_urusan VARCHAR,
    nama_bidang_urusan VARCHAR,
    kode_program VARCHAR,
    nama_program VARCHAR,
    kode_kegiatan VARCHAR,
    nama_kegiatan VARCHAR,
    kode_sub_kegiatan VARCHAR,
    nama_sub_kegiatan VARCHAR,
    edisi_kodefikasi VARCHAR,
    kode_sumber_dana VARCHAR,
    nama_sumber_dana VARCHAR,
    kode_rekening VARCHAR,
    nama_rekening VARCHAR,
    uraian_paket VARCHAR,
    pagu DECIMAL(20,2),
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE tag_arg (
    kode_daerah VARCHAR,
    tahun INTEGER,
    tahapan VARCHAR,
    kode_skpd VARCHAR,
    kode_sub_kegiatan VARCHAR,
    kode_rekening VARCHAR,
    kategori_arg VARCHAR,
    bobot_arg DECIMAL(3,2),
    apkm_a BOOLEAN,
    apkm_p BOOLEAN,
    apkm_k BOOLEAN,
    apkm_m BOOLEAN,
    alasan VARCHAR,
    penanda VARCHAR,
    tanggal_tag DATE,
    status VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE dokumen (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    kode_sub_kegiatan VARCHAR,
    kode_rekening VARCHAR,
    jenis VARCHAR,
    versi_gap BIGINT,
    nomor VARCHAR,
    tanggal DATE,
    status VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE realisasi (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    kode_sub_kegiatan VARCHAR,
    kode_rekening VARCHAR,
    kode_sumber_dana VARCHAR,
    sampai_bulan INTEGER,
    realisasi DECIMAL(20,2),
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE lokasi (
    kode_daerah VARCHAR,
    tahun INTEGER,
    tahapan VARCHAR,
    kode_skpd VARCHAR,
    kode_sub_unit VARCHAR,
    kode_sub_kegiatan VARCHAR,
    kode_rekening VARCHAR,
    kode_sumber_dana VARCHAR,
    kode_wilayah VARCHAR,
    rupiah DECIMAL(20,2),
    persen DECIMAL(7,4),
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE sasaran (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    kode_sub_kegiatan VARCHAR,
    kode_wilayah VARCHAR,
    satuan VARCHAR,
    target_l BIGINT,
    target_p BIGINT,
    target_total BIGINT,
    realisasi_l BIGINT,
    realisasi_p BIGINT,
    realisasi_total BIGINT,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE opd (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    nama_skpd VARCHAR,
    singkatan VARCHAR,
    kode_bidang_urusan VARCHAR,
    aktif BOOLEAN,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE penduduk (
    kode_daerah VARCHAR,
    kode_wilayah VARCHAR,
    tahun INTEGER,
    laki_laki BIGINT,
    perempuan BIGINT,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE apbdes (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_wilayah VARCHAR,
    tahapan VARCHAR,
    kode_bidang VARCHAR,
    kode_sub_bidang VARCHAR,
    kode_kegiatan VARCHAR,
    uraian VARCHAR,
    anggaran DECIMAL(20,2),
    realisasi DECIMAL(20,2),
    sumber_dana VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);

CREATE TABLE wilayah (
    kode_daerah VARCHAR,
    kode_wilayah VARCHAR,
    nama VARCHAR,
    jenis VARCHAR,
    kode_induk VARCHAR,
    jumlah_rt BIGINT,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);
