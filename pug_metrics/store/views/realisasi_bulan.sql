-- One row is the cumulative realisation of a group up to a month.
CREATE TABLE realisasi_bulan AS
SELECT k.id_kelompok, r.sampai_bulan, sum(r.realisasi) AS realisasi
FROM berlaku_realisasi AS r
JOIN realisasi_kelompok AS k ON k.kode_daerah = r.kode_daerah AND k.tahun = r.tahun
    AND k.kode_skpd = r.kode_skpd AND k.sub = coalesce(r.kode_sub_kegiatan, '')
    AND k.rekening = coalesce(r.kode_rekening, '') AND k.dana = coalesce(r.kode_sumber_dana, '')
GROUP BY ALL;
