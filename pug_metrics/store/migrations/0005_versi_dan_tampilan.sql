-- One row is a named state of the data (kunci angka) or a saved view; rows are only ever appended.
CREATE TABLE versi_bernama (
    id_versi BIGINT,
    nama VARCHAR,
    sampai_unggahan BIGINT,
    sampai_peristiwa BIGINT,
    aktor VARCHAR,
    catatan VARCHAR,
    waktu TIMESTAMP
);

-- One row is a saved view: a name and the link of a page; the newest row of a name wins, dihapus takes it away.
CREATE TABLE tampilan (
    id_tampilan BIGINT,
    nama VARCHAR,
    tautan VARCHAR,
    dihapus BOOLEAN,
    aktor VARCHAR,
    waktu TIMESTAMP
);
