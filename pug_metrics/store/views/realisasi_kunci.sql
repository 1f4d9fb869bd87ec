-- One row is a set of budget lines with the same codes: what a realisation row can name at the finest.
CREATE TABLE realisasi_kunci AS
SELECT row_number() OVER () AS id_kunci, * FROM (
    SELECT kode_daerah, tahun, tahapan, kode_skpd, kode_urusan, kode_bidang, kode_program, kode_kegiatan,
        kode_sub_kegiatan, kode_rekening, kode_sumber_dana, sum(pagu) AS pagu, sum(klaim) AS klaim,
        bool_and(bobot_arg IS NOT NULL) AS semua_arg
    FROM baris
    WHERE (kode_daerah, tahun, kode_skpd) IN (SELECT (kode_daerah, tahun, kode_skpd) FROM realisasi_kelompok)
    GROUP BY ALL);
