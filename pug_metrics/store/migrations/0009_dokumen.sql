-- Who reviewed a document, with which note, and the file that is attached to it.
ALTER TABLE dokumen ADD COLUMN reviewer VARCHAR;
ALTER TABLE dokumen ADD COLUMN catatan VARCHAR;
ALTER TABLE dokumen ADD COLUMN nama_berkas VARCHAR;
ALTER TABLE dokumen ADD COLUMN sha256_berkas VARCHAR;

-- What stands in each step of a GAP and each part of a GBS and KAK.
CREATE TABLE isian_dokumen (
    kode_daerah VARCHAR,
    tahun INTEGER,
    kode_skpd VARCHAR,
    kode_sub_kegiatan VARCHAR,
    jenis VARCHAR,
    langkah VARCHAR,
    isi VARCHAR,
    id_unggahan BIGINT,
    baris INTEGER,
    nisan BOOLEAN
);
