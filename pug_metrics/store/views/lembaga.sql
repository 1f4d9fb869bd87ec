-- lembaga
-- One row is a PUG institution of a year; the code DAERAH stands for the region itself. berlaku: its
-- decree was issued by the last day of the year and had not ended before it.
CREATE TABLE lembaga AS
SELECT kode_daerah, tahun, coalesce(kode_skpd, 'DAERAH') AS kode_skpd, jenis, nama, anggota_l, anggota_p,
    rapat_rencana, rapat_terlaksana,
    coalesce(tanggal_sk <= make_date(tahun, 12, 31), false)
        AND coalesce(berlaku_sampai >= make_date(tahun, 12, 31), true) AS berlaku,
    id_unggahan, baris
FROM berlaku_kelembagaan;
