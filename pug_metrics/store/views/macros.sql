-- Macros that the views share: sen as rupiah, an exact part of an amount, the one value of a group.
CREATE MACRO dalam_rupiah(sen) AS (sen::DECIMAL(30,0) * 0.01::DECIMAL(3,2))::DECIMAL(20,2);
-- bagi: `jumlah` (rupiah) times `sen` over `pagu` (rupiah), rounded half up to the sen; integers throughout.
CREATE MACRO bagi(jumlah, sen, pagu) AS dalam_rupiah(
    (2 * (jumlah * 100)::HUGEINT * sen + (pagu * 100)::HUGEINT) // (2 * (pagu * 100)::HUGEINT));
CREATE MACRO tunggal(awal, akhir) AS CASE WHEN awal = akhir THEN nullif(awal, '') END;
