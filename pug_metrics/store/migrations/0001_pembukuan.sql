-- The books: batches, the scopes they speak for, events (undo). Rows are only ever appended.

-- One row is a batch: one file read as one dataset.
CREATE TABLE unggahan (
    id_unggahan BIGINT,
    dataset VARCHAR,
    berkas VARCHAR,
    sha256 VARCHAR,
    mode VARCHAR,
    dibaca BIGINT,
    diterima BIGINT,
    ditolak BIGINT,
    disisihkan BIGINT,
    jumlah DECIMAL(20,2),
    jumlah_berkas DECIMAL(20,2),
    catatan VARCHAR,
    status_data VARCHAR,
    aktor VARCHAR,
    waktu TIMESTAMP
);

-- One row is a part of a dataset that a batch speaks for; 0 and the empty text stand for all.
CREATE TABLE cakupan (
    id_unggahan BIGINT,
    urutan INTEGER,
    kode_daerah VARCHAR,
    tahun INTEGER,
    tahapan VARCHAR,
    kode_skpd VARCHAR
);

-- One row is something that happened to a batch after it was stored.
CREATE TABLE peristiwa (
    id_peristiwa BIGINT,
    jenis VARCHAR,
    id_unggahan BIGINT,
    aktor VARCHAR,
    alasan VARCHAR,
    waktu TIMESTAMP
);
