using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TextClassify.Benchmarks.Forward;
using TextClassify.Benchmarks.Gradients;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks;

/// <summary>The sections of docs/benchmarks.md. A quick section is for seeing that it runs; its figures are rough.</summary>
internal static class Report
{
    private const string Model = "sentiment";
    private const string Recipe = "sst2.json";

    /// <summary>Measures all and writes the file.</summary>
    public static async Task<string> WriteAsync(string solution, CancellationToken cancellationToken)
    {
        string text = Head()
            + await ForwardAsync(solution, quick: false, cancellationToken)
            + await GradientsAsync(solution, quick: false, cancellationToken)
            + await CertificatesAsync(solution, every: 1, cancellationToken)
            + await ServiceAsync(solution, quick: false, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(solution, "docs", "benchmarks.md"), text, cancellationToken);

        return text;
    }

    public static async Task<string> ForwardAsync(string solution, bool quick, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var options = SampleNet.OptionsOf(Path.Combine(solution, "recipes", Recipe));
        var budget = TimeSpan.FromSeconds(quick ? 0.2 : 4);
        int[] threadCounts = quick || Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];
        text.Append(CultureInfo.InvariantCulture, $"""
            ## Forward graph against libtorch

            The net of `recipes/{Recipe}` ({options.Cell} {options.EmbeddingWidth} -> 2 x {options.StateWidth}, {options.Tensor} tensor layer to
            {options.WordWidth}, {options.Aspects} aspects, windows {string.Join(", ", options.Windows)}), weights by seed, a vocabulary of {SampleNet.Vocabulary}; logits of both agree within
            1e-4 before each race. From token ids to logits on both sides: the ONNX side is the service's own forward pass, the libtorch side the
            training net. `ratio` is libtorch's time over ONNX Runtime's (above 1: ONNX Runtime is faster); `with evidence` is the factor on its
            time when every token's share of every logit is asked for as well. Peak working sets are of separate processes that hold one runtime each.
            Targets: at least 1.0x at batch 32, 1.5x at batch 1.


            """);

        foreach (int threads in threadCounts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{threads} thread{(threads == 1 ? " (the service's default for one run)" : "s")}:\n\n");
            text.Append(await ForwardComparison.MeasureAsync(options, threads, budget, cancellationToken)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"""
            ### Padding against a run of its own

            A text of 10 tokens beside a longer one, one thread: padded into one run, or each in its own. `ForwardPlan` pads while that pays.


            """);
        text.Append(PaddingCost.Measure(options, budget / 4)).Append('\n');

        return text.ToString();
    }

    public static async Task<string> GradientsAsync(string solution, bool quick, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var options = SampleNet.OptionsOf(Path.Combine(solution, "recipes", Recipe));
        var budget = TimeSpan.FromSeconds(quick ? 0.5 : 8);
        text.Append(CultureInfo.InvariantCulture, $"""
            ## Gradients against libtorch's autograd

            The same net; the gradients of eight nodes and both ends of a path, what `integrated_gradients` asks for first, as one batch on both sides.
            libtorch runs the training net and `backward` with frozen weights, so that only the points' gradients are computed; both agree within 1e-4 of
            their norm before each race. `ratio` is libtorch's time over ONNX Runtime's. Target: at least 2x at 20 tokens, on one and on two threads.


            """);

        int[] threadCounts = Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];
        foreach (int threads in threadCounts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{threads} thread{(threads == 1 ? "" : "s")}:\n\n");
            text.Append(await GradientComparison.MeasureAsync(options, threads, budget, cancellationToken)).Append('\n');
        }

        using var registry = await LoadAsync(solution, threads: Environment.ProcessorCount, cancellationToken);
        var model = registry.Current.Find(Model, version: null) ?? throw new DataException($"The model '{Model}' is not loaded.");
        text.Append(CultureInfo.InvariantCulture, $"""
            ### One explanation

            The shipped `{Model}`, from a text to its scores in this process, {Environment.ProcessorCount} threads a run. Targets: p50 of `integrated_gradients` at most 25 ms for 20
            tokens and 250 ms for 200; evidence adds at most 5 % to a forward pass.


            """);
        text.Append(ExplainLatency.Measure(model, budget)).Append('\n');

        return text.ToString();
    }

    /// <param name="solution">The working tree.</param>
    /// <param name="every">1 takes every development text.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    public static async Task<string> CertificatesAsync(string solution, int every, CancellationToken cancellationToken)
    {
        using var registry = await LoadAsync(solution, threads: 1, cancellationToken);
        return """
            ### Certificates

            `integrated_gradients` without any parameter over the development texts of the shipped models: residual within max(1e-4, 1e-3 |f(text) - f(baseline)|).
            A certificate is wrong when it says converged outside of that, or not converged inside. `rows run` counts the text, both ends and every node.


            """ + await Certificates.MeasureAsync(registry, solution, every, cancellationToken) + '\n';
    }

    public static async Task<string> ServiceAsync(string solution, bool quick, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        string models = ModelsIn(solution);
        string program = Path.Combine(solution, "artifacts", "bin", "TextClassify.Api", "release", "TextClassify.Api.dll");
        if (!Directory.Exists(models) || !File.Exists(program))
        {
            throw new DataException($"The service is measured with {models} and {program}, and one of them is not there.");
        }

        using var registry = await LoadAsync(solution, threads: 1, cancellationToken);
        var model = registry.Current.Find(Model, version: null) ?? throw new DataException($"The model '{Model}' is not in {models}.");

        using var service = await ServiceProcess.StartAsync(program, models, cancellationToken);
        text.Append(CultureInfo.InvariantCulture, $"""
            ## Service

            The Release build as its own process with its defaults, Kestrel on loopback, the model `{Model}` {model.Manifest.Version}; the client has the same machine.

            ### Latency of one text


            """);
        text.Append(HttpLatency.Measure(service, model, TimeSpan.FromSeconds(quick ? 2 : 20))).Append("\n### Throughput\n\n");
        text.Append(await HttpThroughput.MeasureAsync(service, Model, quick ? 2_048 : 65_536, cancellationToken));

        return text.ToString();
    }

    private static string ModelsIn(string solution) => Path.Combine(solution, "models");

    /// <exception cref="DirectoryNotFoundException">No models are there.</exception>
    private static async Task<ModelRegistry> LoadAsync(string solution, int threads, CancellationToken cancellationToken)
    {
        var registry = new ModelRegistry(
            Options.Create(new ModelsOptions { Directory = ModelsIn(solution) }),
            Options.Create(new InferenceOptions { IntraOpThreads = threads }),
            TimeProvider.System,
            NullLogger<ModelRegistry>.Instance);
        await registry.LoadAllAsync(cancellationToken);
        return registry;
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
