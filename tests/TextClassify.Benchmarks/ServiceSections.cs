using System.Globalization;
using System.Text;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Load;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks;

/// <summary>The service as a process of its own.</summary>
internal static class ServiceSections
{
    public static async Task<string> ServiceAsync(string solution, bool quick, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);

        using var service = await ServiceProcess.StartAsync(solution, cancellationToken);
        text.Append(CultureInfo.InvariantCulture, $"""
            ## Service

            The Release build as its own process with its defaults, Kestrel on loopback, the model `{ShippedModels.Name}` {shipped.Model.Manifest.Version}; the client has the same machine.

            ### Latency of one text


            """);
        text.Append(HttpLatency.Measure(service, shipped.Model, TimeSpan.FromSeconds(quick ? 2 : 20))).Append("\n### Throughput\n\n");
        text.Append(await HttpThroughput.MeasureAsync(service, ShippedModels.Name, quick ? 2_048 : 65_536, cancellationToken));

        return text.ToString();
    }

    /// <summary>The service on one core under load from another.</summary>
    public static async Task<string> LoadAsync(string solution, TimeSpan part, CancellationToken cancellationToken)
    {
        using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);
        return await LoadReport.MeasureAsync(solution, shipped.Model, part, cancellationToken);
    }

    /// <summary>What the service on one core answers at most.</summary>
    public static async Task<string> SaturationAsync(string solution, TimeSpan part, CancellationToken cancellationToken)
    {
        using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);
        return await LoadReport.SaturationAsync(solution, shipped.Model, part, cancellationToken);
    }

    /// <summary>The service at 70 % of saturation, every answer compared with the one computed alone.</summary>
    /// <exception cref="DataException">An answer was wrong or missing, or memory grew.</exception>
    public static async Task<string> SoakAsync(string solution, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);
        return await Soak.RunAsync(solution, shipped.Model, duration, cancellationToken);
    }
}
