namespace TextClassify.Storage.Querying;

/// <summary>The order in which labels are asked for.</summary>
public sealed partial class Inquiry
{
    /// <summary>
    /// A number between 0 and 1 that is a prediction's own: the last 52 bits of its id, which are chance, moved by a golden section for
    /// each place of the request.
    /// </summary>
    private const string Chance = "((p.id_low & 4503599627370495)::DOUBLE / 4503599627370496 + p.item::DOUBLE * 0.6180339887498949) % 1";

    /// <summary>The lowest ranks of a filter, so many that this many of them have no label.</summary>
    /// <param name="filter">Which predictions.</param>
    /// <param name="weight">As SQL, of the predicted label's probability p.confidence.</param>
    /// <param name="most">How many without label.</param>
    public IReadOnlyList<DrawnPrediction> Drawn(PredictionFilter filter, string weight, int most)
    {
        var values = new List<object>();
        long labelled = _session.Rows(
            row => row.GetInt64(0), $"SELECT count(*) FROM labelled f {filter.Where(values, "f")}", values, _cancel)[0];
        values.Clear();
        string where = filter.Where(values);
        return _session.Rows(
            row => new DrawnPrediction(
                row.GetInt64(0), row.GetDouble(1), row.GetDouble(2), row.IsDBNull(3) ? null : row.GetBoolean(3)),
            $"""
            WITH drawn AS (
              SELECT p.row, p.label, p.confidence::DOUBLE AS f, {Chance} / ({weight}) AS rank FROM predictions p {where}
              ORDER BY rank, p.row LIMIT {labelled + most})
            SELECT d.row, d.rank, d.f, l.given = d.label FROM drawn d LEFT JOIN labelled l ON l.row = d.row ORDER BY d.rank, d.row
            """,
            values,
            _cancel);
    }
}
