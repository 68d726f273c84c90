using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying;

/// <summary>Answers as files, in the folder of exports. Who asks gets them open, and they go when they are closed.</summary>
public sealed partial class Inquiry
{
    /// <summary>What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).</summary>
    private const string SafeCell =
        "CREATE OR REPLACE MACRO cell(x) AS CASE WHEN regexp_matches(x, '^[-=+@\\t\\r]') THEN '''' || x ELSE x END";

    private const string Time = "strftime(make_timestamp(p.ts), '%Y-%m-%dT%H:%M:%S.%gZ')";

    private const string Scores = "list_transform(list_zip(m.labels, p.scores), lambda one: {'label': one[1], 'score': one[2]})";

    /// <summary>Writes all predictions of a filter, one row each.</summary>
    public FileStream Export(PredictionFilter filter, ExportFormat format)
    {
        var values = new List<object>();
        string where = filter.Where(values);
        var (at, scores) = format switch
        {
            ExportFormat.Parquet => ("make_timestamp(p.ts)", Scores),
            ExportFormat.Csv => (Time, $"to_json({Scores})"),
            _ => (Time, Scores),
        };
        string Cell(string column) => format == ExportFormat.Csv ? $"cell({column})" : column;
        return Write(
            $"""
            SELECT {IdHalves.Text} AS "predictionId", p.item AS item, {at} AS "at", {Cell("p.model")} AS model,
                   {Cell("p.version")} AS version, {Cell("p.cohort")} AS cohort, {Cell("p.label")} AS label, p.confidence AS score,
                   {scores} AS scores,
                   {Certainty.MarginSql} AS margin, {Certainty.EntropySql} AS entropy, p.tokens AS "tokenCount",
                   p.tokens > p.read AS truncated,
                   round(p.unknown / greatest(p.read, 1), 4) AS "unknownShare", {Cell("l.given")} AS "givenLabel",
                   {Cell("p.text")} AS text
            FROM predictions p {Labelled} JOIN {ModelLabels()} ON m.model = p.model AND m.version = p.version {where}
            """,
            values,
            format);
    }

    /// <summary>Writes tokens in their order.</summary>
    public FileStream Export(IEnumerable<ExportedToken> tokens, ExportFormat format)
    {
        using (var table = _session.Append(
            """
            CREATE OR REPLACE TABLE told (
              text VARCHAR, label VARCHAR, support BIGINT, sum DOUBLE, mean DOUBLE, lower DOUBLE, upper DOUBLE)
            """,
            "told"))
        {
            foreach (var token in tokens)
            {
                table.CreateRow().AppendValue(token.Text).AppendValue(token.Label).AppendValue(token.Support).AppendValue(token.Sum)
                    .AppendValue(token.Mean).AppendValue(token.Lower).AppendValue(token.Upper).EndRow();
            }
        }

        return Write(
            format == ExportFormat.Csv ? "SELECT * REPLACE (cell(text) AS text, cell(label) AS label) FROM told" : "SELECT * FROM told",
            [],
            format);
    }

    private FileStream Write(string query, List<object> values, ExportFormat format)
    {
        _session.Run(SafeCell, [], _cancel);
        string folder = Path.Combine(_session.Folder, ParquetTables.ExportFolder);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{Guid.CreateVersion7(AsOf):N}");
        string form = format switch
        {
            ExportFormat.Parquet => "FORMAT parquet, COMPRESSION zstd",
            ExportFormat.Csv => "FORMAT csv, HEADER",
            _ => "FORMAT json",
        };
        try
        {
            _session.Run($"COPY ({query}) TO {Quoted(path)} ({form})", values, _cancel);
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1 << 16,
                FileOptions.Asynchronous | FileOptions.SequentialScan | FileOptions.DeleteOnClose);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The labels of versions as a table m, in the order of scores.</summary>
    private string ModelLabels()
    {
        var rows = Labels.Select(
            entry => $"({Quoted(entry.Key.Name)}, {Quoted(entry.Key.Version)}, [{string.Join(", ", entry.Value.Select(Quoted))}])");
        return $"(VALUES {string.Join(", ", rows.DefaultIfEmpty("('', '', [''])"))}) m(model, version, labels)";
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
