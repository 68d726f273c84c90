using System.Globalization;

namespace TextClassify.Benchmarks.Load;

/// <summary>What the service says of its interactive runs since it started: runs, rows, tokens and tokens with padding.</summary>
internal sealed record BatchCounters(double Runs, double Rows, double Real, double Padded)
{
    public double RowsARun => Rows / Runs;

    public double Padding => Padded / Real;

    public static async Task<BatchCounters> ReadAsync(int port, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        string[] lines = (await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), cancellationToken)).Split('\n');
        return new(
            Sum("textclassify_batch_rows_count{"),
            Sum("textclassify_batch_rows_sum{"),
            Sum("textclassify_batch_tokens_total{kind=\"real\""),
            Sum("textclassify_batch_tokens_total{kind=\"padded\""));

        double Sum(string start) => lines
            .Where(
                line => line.StartsWith(start, StringComparison.Ordinal) && line.Contains("lane=\"interactive\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public BatchCounters Since(BatchCounters before) =>
        new(Runs - before.Runs, Rows - before.Rows, Real - before.Real, Padded - before.Padded);
}
