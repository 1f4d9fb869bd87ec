-- One row is a budget line and the group of lokasi rows that it belongs to: the most specific one that names it.
-- Rupiah are sen in HUGEINT; `dari` and `sampai` are the line's stretch of the group.
CREATE TABLE lokasi_baris AS
WITH pola AS (SELECT DISTINCT rinci FROM lokasi_kelompok),
anggota AS (
    SELECT b.id_baris, arg_max(k.id_kelompok, k.rinci) AS id_kelompok
    FROM baris AS b CROSS JOIN pola AS p
    JOIN lokasi_kelompok AS k ON k.kode_daerah = b.kode_daerah AND k.tahun = b.tahun
        AND k.tahapan = b.tahapan AND k.kode_skpd = b.kode_skpd AND k.rinci = p.rinci
        AND k.sub = CASE WHEN p.rinci >= 8 THEN b.kode_sub_kegiatan ELSE '' END
        AND k.rekening = CASE WHEN p.rinci % 8 >= 4 THEN b.kode_rekening ELSE '' END
        AND k.dana = CASE WHEN p.rinci % 4 >= 2 THEN b.kode_sumber_dana ELSE '' END
        AND k.unit = CASE WHEN p.rinci % 2 = 1 THEN b.kode_sub_unit ELSE '' END
    GROUP BY b.id_baris
),
panjang AS (
    SELECT id_baris, id_kelompok, (b.pagu * 100)::HUGEINT AS pagu,
        sum((b.pagu * 100)::HUGEINT) OVER (
            PARTITION BY id_kelompok ORDER BY id_baris ROWS UNBOUNDED PRECEDING) AS sampai
    FROM anggota JOIN baris AS b USING (id_baris)
)
SELECT id_baris, id_kelompok, sampai - pagu AS dari, sampai FROM panjang;
