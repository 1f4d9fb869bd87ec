-- One row is what a group gives to a place, in sen, the places in order of code (`urut` from 1);
-- `sampai` is the running sum. Shares in percent are rounded cumulatively.
CREATE TABLE lokasi_jatah AS
WITH isi AS (SELECT id_kelompok, max(sampai) AS isi FROM lokasi_baris GROUP BY id_kelompok),
rincian AS (
    SELECT k.id_kelompok, l.kode_wilayah, sum((l.rupiah * 100)::HUGEINT) AS sen,
        sum((l.persen * 10000)::HUGEINT) FILTER (l.rupiah IS NULL) AS bagian
    FROM berlaku_lokasi AS l
    JOIN lokasi_kelompok AS k ON k.kode_daerah = l.kode_daerah AND k.tahun = l.tahun
        AND k.tahapan = l.tahapan AND k.kode_skpd = l.kode_skpd AND k.sub = coalesce(l.kode_sub_kegiatan, '')
        AND k.rekening = coalesce(l.kode_rekening, '') AND k.dana = coalesce(l.kode_sumber_dana, '')
        AND k.unit = coalesce(l.kode_sub_unit, '')
    WHERE length(l.kode_wilayah) >= 8
    GROUP BY ALL
),
berjalan AS (
    SELECT r.*, coalesce(i.isi, 0) AS isi, sum(coalesce(r.bagian, 0)) OVER (
        PARTITION BY r.id_kelompok ORDER BY r.kode_wilayah ROWS UNBOUNDED PRECEDING)::HUGEINT AS sampai_bagian
    FROM rincian AS r LEFT JOIN isi AS i USING (id_kelompok)
),
bulat AS (
    SELECT id_kelompok, kode_wilayah, isi, coalesce(sen, 0) + (2 * isi * sampai_bagian + 1000000) // 2000000
        - (2 * isi * (sampai_bagian - coalesce(bagian, 0)) + 1000000) // 2000000 AS sen
    FROM berjalan
)
SELECT id_kelompok, kode_wilayah, isi, sen,
    row_number() OVER w AS urut, sum(sen) OVER w AS sampai, sum(sen) OVER (PARTITION BY id_kelompok) AS jumlah
FROM bulat WHERE sen > 0
WINDOW w AS (PARTITION BY id_kelompok ORDER BY kode_wilayah ROWS UNBOUNDED PRECEDING);
