-- One row is a part of a budget line in a place, to the sen; what has no place has both place codes null.
-- `rinci_sub` (0 agency … 5 sub-activity), `rinci_rekening`, `rinci_dana`: how fine the lokasi row itself is.
CREATE TABLE tempat_bagian AS
WITH ketelitian AS (
    SELECT l.id_kelompok,
        CASE WHEN count(DISTINCT kode_sub_kegiatan) = 1 AND bool_and(kode_sub_kegiatan IS NOT NULL) THEN 5
             WHEN count(DISTINCT kode_kegiatan) = 1 AND bool_and(kode_kegiatan IS NOT NULL) THEN 4
             WHEN count(DISTINCT kode_program) = 1 AND bool_and(kode_program IS NOT NULL) THEN 3
             WHEN count(DISTINCT kode_bidang) = 1 AND bool_and(kode_bidang IS NOT NULL) THEN 2
             WHEN count(DISTINCT kode_urusan) = 1 AND bool_and(kode_urusan IS NOT NULL) THEN 1
             ELSE 0 END AS rinci_sub,
        count(DISTINCT coalesce(kode_rekening, '')) = 1 AS rinci_rekening,
        count(DISTINCT coalesce(kode_sumber_dana, '')) = 1 AS rinci_dana
    FROM lokasi_baris AS l JOIN baris USING (id_baris)
    GROUP BY l.id_kelompok
),
bagian AS (
    SELECT id_baris, kode_wilayah, sen, sum(sen) OVER (
        PARTITION BY id_baris ORDER BY kode_wilayah NULLS LAST ROWS UNBOUNDED PRECEDING)::HUGEINT AS sampai
    FROM lokasi_bagian
),
terukur AS (
    SELECT p.id_baris, p.kode_wilayah, dalam_rupiah(p.sen) AS pagu, b.sah > 0 AS bersah, b.belum > 0 AS berbelum,
        (CASE WHEN b.klaim = 0 THEN 0 WHEN b.klaim = b.pagu THEN dalam_rupiah(p.sen)
              ELSE bagi(b.klaim, p.sampai, b.pagu) - bagi(b.klaim, p.sampai - p.sen, b.pagu)
         END)::DECIMAL(20,2) AS klaim,
        k.rinci_sub, k.rinci_rekening, k.rinci_dana
    FROM bagian AS p JOIN baris AS b USING (id_baris)
    JOIN lokasi_baris AS l USING (id_baris) JOIN ketelitian AS k USING (id_kelompok)
)
-- Documented ARG is all of the claim or nothing, undecided is all of the ceiling or nothing.
SELECT id_baris, pagu, klaim, CASE WHEN bersah THEN klaim ELSE 0 END AS sah,
    CASE WHEN berbelum THEN pagu ELSE 0 END AS belum, left(kode_wilayah, 8) AS kode_kecamatan,
    CASE WHEN length(kode_wilayah) = 13 THEN kode_wilayah END AS kode_desa, rinci_sub, rinci_rekening, rinci_dana
FROM terukur
UNION ALL
SELECT id_baris, pagu, klaim, sah, belum, NULL, NULL, 5, true, true
FROM baris ANTI JOIN lokasi_bagian USING (id_baris)
ORDER BY id_baris, kode_desa;
