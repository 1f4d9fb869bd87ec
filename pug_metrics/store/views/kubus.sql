-- One row is the sums over lines of one sub-activity, category, fund source and basis flags.
CREATE TABLE kubus AS
SELECT kode_daerah, tahun, tahapan, kode_skpd, kode_urusan, kode_bidang, kode_program, kode_kegiatan,
    kode_sub_kegiatan, kode_sumber_dana, kategori_arg, langsung, bbm, tanpa_penunjang,
    sum(pagu) AS pagu, sum(klaim) AS klaim, sum(sah) AS sah, sum(belum) AS belum, count(*) AS jumlah_baris
FROM baris
GROUP BY ALL
ORDER BY kode_daerah, tahun, tahapan, kode_skpd, kode_sub_kegiatan;
