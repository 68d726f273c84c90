using System.Globalization;
using System.Text;
using TextClassify.Benchmarks.Forward;
using TextClassify.Benchmarks.Gradients;
using TextClassify.Benchmarks.Language;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Training.Language;
using TextClassify.Training.Packaging;

namespace TextClassify.Benchmarks;

/// <summary>The graphs in this process, beside libtorch where it has their like.</summary>
internal static class RuntimeSections
{
    private const string Recipe = "sst2.json";
    private const string LanguageRecipe = "lm_char.json";

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
            training net. `ratio` is libtorch's time over ONNX Runtime's (above 1: ONNX Runtime is faster). Peak working sets are of separate processes that hold one runtime each.
            Targets: at least 1.0x at batch 32, 1.5x at batch 1.


            """);

        foreach (int threads in threadCounts)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{threads} thread{(threads == 1 ? " (the service's default for one run)" : "s")}:\n\n");
            text.Append(await ForwardComparison.MeasureAsync(options, threads, budget, cancellationToken)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"""
            ### Padding against a run of its own

            A text of 10 tokens beside a longer one, one thread: padded into one run, or each in its own. `BatchPlanner` pads while that pays.


            """);
        text.Append(PaddingCost.Measure(options, budget / 4)).Append('\n');
        text.Append(Evidence(solution, quick));
        text.Append(Providers(solution, quick));

        return text.ToString();
    }

    public static string Evidence(string solution, bool quick)
    {
        var options = SampleNet.OptionsOf(Path.Combine(solution, "recipes", Recipe));
        var text = new StringBuilder("""
            ### What evidence costs

            The same net, one thread, each graph in a session of its own. ONNX Runtime runs all of a graph whatever is fetched, so what evidence adds is
            the service's graph, asked for it, over the same graph without that branch. Target: at most 5 %.


            """);
        return text.Append(EvidenceCost.Measure(options, threads: 1, TimeSpan.FromSeconds(quick ? 1 : 4))).Append('\n').ToString();
    }

    public static string Providers(string solution, bool quick)
    {
        var options = SampleNet.OptionsOf(Path.Combine(solution, "recipes", Recipe));
        var text = new StringBuilder("""
            ### Execution providers

            The same net, one thread on the CPU, logits and evidence of texts of 20 tokens, by turns. `Cuda` stands here where the build has it
            (`-p:OnnxRuntimeFlavor=Gpu`) and the machine a GPU.


            """);
        return text.Append(ProviderSpeed.Measure(options, TimeSpan.FromSeconds(quick ? 1 : 4))).Append('\n').ToString();
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

        using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);
        text.Append(CultureInfo.InvariantCulture, $"""
            ### One explanation

            The shipped `{ShippedModels.Name}`, from a text to its scores in this process, one thread a run as the service has it. Targets: p50 of `integrated_gradients` at most 25 ms for 20
            tokens and 250 ms for 200.


            """);
        text.Append(ExplainLatency.Measure(shipped.Model, budget)).Append('\n');

        return text.ToString();
    }

    /// <param name="solution">The working tree.</param>
    /// <param name="every">1 takes every development text.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    public static async Task<string> CertificatesAsync(string solution, int every, CancellationToken cancellationToken)
    {
        using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);
        return """
            ### Certificates

            `integrated_gradients` without any parameter over the development texts of the shipped models: residual within max(1e-4, 1e-3 |f(text) - f(baseline)|).
            A certificate is wrong when it says converged outside of that, or not converged inside. `rows run` counts the text, both ends and every node.


            """ + await Certificates.MeasureAsync(shipped.Registry, solution, every, cancellationToken) + '\n';
    }

    /// <param name="solution">The working tree.</param>
    /// <param name="package">A package's folder, NAME/VERSION, whose steps are timed; null times those of the recipe's net.</param>
    /// <param name="quick">Rough figures.</param>
    /// <param name="cancellationToken">Seen while the package is loaded.</param>
    public static async Task<string> LanguageAsync(string solution, string? package, bool quick, CancellationToken cancellationToken)
    {
        using var model = package is null ? null : await OpenPackage.LoadLanguageAsync(package, cancellationToken);
        string recipe = model?.Model.Manifest.Training.Recipe ?? LanguageRecipe;
        var options = LanguageRecipeRules.File.Load(Path.Combine(solution, "recipes", recipe)).Net;
        var zones = options.Zones;
        var budget = TimeSpan.FromSeconds(quick ? 1 : 8);
        using var sample = new SampleLanguage(options);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            ## Language model

            The net of `recipes/{recipe}` (H {options.StateWidth}, {zones.Count} zones of {zones.Width}, {zones.Composition} to {zones.Composed}), one thread a run, from ids to surprisal on both sides: the
            whole-sequence graph, a `Scan`, as `/score` runs it, and the training net in libtorch eager. Weights by seed, {SampleLanguage.Characters} characters; both agree within 1e-4 before each
            race. `ratio` is libtorch's time over ONNX Runtime's. Targets: at least 3x at batch 1, 1.5x at batch 32.


            """));
        text.Append(LanguageComparison.Measure(sample, threads: 1, budget));
        text.Append(CultureInfo.InvariantCulture, $"""

            One stream, a character at a time ({(model is null ? "the same net" : $"the package {model.Model.Manifest.Name} {model.Model.Manifest.Version}")}). Target: at least 10,000 characters a second.


            """);

        var inference = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        using var gate = RunSlots.Create(inference);
        using var pass = sample.Open(inference, gate);
        using var narrow = new SampleLanguage(
            options with { EmbeddingWidth = 2, StateWidth = 2, Zones = zones with { Width = 2, FeedForwardWidth = 2 } });
        using var narrowPass = narrow.Open(inference, gate);
        text.Append(
            SteppingTimes.Measure(
                model?.Model.Pass ?? pass, narrowPass, model?.Model.Vocabulary ?? SampleLanguage.Vocabulary, options, budget)).Append('\n');
        return text.ToString();
    }
}
