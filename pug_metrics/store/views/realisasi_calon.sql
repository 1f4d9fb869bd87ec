-- One row is a budget line and a realisation group that names it; `banyak` counts the groups of the line.
CREATE TABLE realisasi_calon AS
WITH pola AS (SELECT DISTINCT rinci FROM realisasi_kelompok)
SELECT b.id_baris, k.id_kelompok, k.rinci, count(*) OVER (PARTITION BY b.id_baris) AS banyak
FROM baris AS b CROSS JOIN pola AS p
JOIN realisasi_kelompok AS k ON k.kode_daerah = b.kode_daerah AND k.tahun = b.tahun
    AND k.kode_skpd = b.kode_skpd AND k.rinci = p.rinci
    AND k.sub = CASE WHEN p.rinci >= 4 THEN b.kode_sub_kegiatan ELSE '' END
    AND k.rekening = CASE WHEN p.rinci % 4 >= 2 THEN b.kode_rekening ELSE '' END
    AND k.dana = CASE WHEN p.rinci % 2 = 1 THEN b.kode_sumber_dana ELSE '' END;
