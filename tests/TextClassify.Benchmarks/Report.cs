using System.Globalization;
using TextClassify.Benchmarks.Maps;
using TextClassify.Benchmarks.Measuring;

namespace TextClassify.Benchmarks;

/// <summary>docs/benchmarks.md. A quick section is for seeing that it runs; its figures are rough.</summary>
internal static class Report
{
    /// <summary>Measures all and writes the file.</summary>
    public static async Task<string> WriteAsync(string solution, CancellationToken cancellationToken)
    {
        string text = Head()
            + await RuntimeSections.ForwardAsync(solution, quick: false, cancellationToken)
            + await RuntimeSections.GradientsAsync(solution, quick: false, cancellationToken)
            + await RuntimeSections.CertificatesAsync(solution, every: 1, cancellationToken)
            + await RuntimeSections.LanguageAsync(solution, package: null, quick: false, cancellationToken)
            + Maps(states: 50_000, TimeSpan.FromSeconds(10), cancellationToken)
            + await ServiceSections.ServiceAsync(solution, quick: false, cancellationToken)
            + '\n' + await ServiceSections.LoadAsync(solution, TimeSpan.FromSeconds(10), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(solution, "docs", "benchmarks.md"), text, cancellationToken);

        return text;
    }

    public static string Maps(int states, TimeSpan placing, CancellationToken cancellationToken) => $"""
        ## Reference maps

        `map build`'s layout of clustered states of a fixed seed with its defaults, quality figures included, and a new text placed in it, all cores. Targets: at
        most 180 s for 50,000 states of 300 units, at most 100 ms (p95) for 60 new ones.


        """ + MapTimes.Measure(states, placing, cancellationToken) + '\n';

    /// <summary>Puts a section in the place of the one of its heading in docs/benchmarks.md, or at the end.</summary>
    public static async Task<string> WriteSectionAsync(string solution, string heading, string section, CancellationToken cancellationToken)
    {
        string path = Path.Combine(solution, "docs", "benchmarks.md");
        string text = await File.ReadAllTextAsync(path, cancellationToken);
        int start = text.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        int end = start < 0 ? -1 : text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        string written = start < 0 ? $"{text.TrimEnd()}\n\n{section}"
            : text[..(start + 1)] + section + (end < 0 ? "" : text[end..]);
        await File.WriteAllTextAsync(path, written, cancellationToken);
        return section;
    }

    private static string Head()
    {
        double load = Machine.Load();

        return string.Create(CultureInfo.InvariantCulture, $"""
            # Benchmarks

            Written by `dotnet run -c Release --project tests/TextClassify.Benchmarks -- report`. Do not edit by hand.

            - Machine: {Machine.Read()}.
            - ONNX Runtime {Version<Microsoft.ML.OnnxRuntime.InferenceSession>()}, TorchSharp {Version<TorchSharp.torch.Tensor>()} (libtorch eager, inference mode).
            - Load average over the cores when it began: {load:F2}{(load > 0.25 ? " (not a quiet machine: trust the ratios, not the times)" : "")}.
            - Times are medians. What is compared runs by turns in one process, so that a slow moment falls on both.


            """);
    }

    private static string Version<T>() => typeof(T).Assembly.GetName().Version?.ToString(3) ?? "unknown";
}
