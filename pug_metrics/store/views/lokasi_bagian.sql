-- One row is the part of a line in a place, in sen. The rest of the group is taken off first, then the places
-- from the last code to the first; what is left of a stretch is rounded half up each time, so no part is
-- negative, every line and every place comes out to the sen. See docs/decisions on exact splits.
CREATE TABLE lokasi_bagian AS
WITH RECURSIVE
tingkat AS (
    SELECT id_kelompok, urut, kode_wilayah, sampai, sampai - sen AS sebelum
    FROM lokasi_jatah WHERE jumlah <= isi
    UNION ALL
    SELECT id_kelompok, max(urut) + 1, NULL, any_value(isi), any_value(jumlah)
    FROM lokasi_jatah WHERE jumlah <= isi GROUP BY id_kelompok
),
langkah AS (
    SELECT b.id_baris, b.id_kelompok, t.urut, b.dari, b.sampai, NULL::VARCHAR AS kode_wilayah, 0::HUGEINT AS sen
    FROM lokasi_baris AS b
    JOIN (SELECT id_kelompok, max(urut) AS urut FROM tingkat GROUP BY id_kelompok) AS t USING (id_kelompok)
    UNION ALL
    SELECT id_baris, id_kelompok, urut - 1, dari_baru, sampai_baru, kode_wilayah,
        (sampai - dari) - (sampai_baru - dari_baru)
    FROM (
        SELECT l.id_baris, l.id_kelompok, l.urut, l.dari, l.sampai, t.kode_wilayah,
            (2 * l.dari * t.sebelum + t.sampai) // (2 * t.sampai) AS dari_baru,
            (2 * l.sampai * t.sebelum + t.sampai) // (2 * t.sampai) AS sampai_baru
        FROM langkah AS l JOIN tingkat AS t ON t.id_kelompok = l.id_kelompok AND t.urut = l.urut
    )
)
SELECT id_baris, kode_wilayah, sen FROM langkah WHERE sen > 0;
