using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Models;
using TextClassify.Training.Import;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Import;

/// <summary>The import of a real transformer.</summary>
public sealed class MiniLmImportTests(MiniLmExport export) : IClassFixture<MiniLmExport>, IAsyncLifetime
{
    private const double Tolerance = 1e-4;

    private static readonly string[] Texts =
    [
        "The film is slow, but the cast is warm.", "ok",
        "Nobody calls back; I have waited three weeks for an answer!", "naïve café 日本 \U0001F600",
    ];

    private readonly string _models = Directory.CreateTempSubdirectory("textclassify-imported-").FullName;
    private PublishedPackage _imported = null!;
    private OpenPackage<ITextClassifier> _package = null!;
    private PlainGraph _plain = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ITextClassifier Model => _package.Model;

    public async ValueTask InitializeAsync()
    {
        var request = new ImportRequest { From = export.Folder, Name = "minilm", Version = "1", OutFolder = _models };
        _imported = await Publisher.PublishAsync(new ImportPublication(request), request, TimeProvider.System, Cancellation);
        _package = await OpenPackage.LoadAsync(_imported.Folder, Cancellation);
        _plain = new PlainGraph(export.GraphPath);
    }

    // One fact: the import of 90 MB is the dear part.
    [Fact]
    public async Task ImportAsync_MiniLm_RunsExplainsAndShowsItsStatesAsItsGraphDoes()
    {
        var manifest = (ModelManifest)_imported.Manifest;
        Assert.Equal([Capabilities.Embeddings, Capabilities.HiddenStates], manifest.Capabilities);
        Assert.Equal(510, manifest.Tokenizer.MaxTokens);
        await CheckParityAsync();
        await CheckPathAsync();
        await CheckTimeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _plain.Dispose();
        _package.Dispose();
        Directory.Delete(_models, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task CheckParityAsync()
    {
        int width = MiniLmExport.Width;
        var encoded = Texts.Select(Model.Encoder.Encode).ToArray();
        var batch = await Model.Forward.RunAsync(
            [.. encoded.Select(text => text.Ids)], ForwardOutputs.Logits | ForwardOutputs.WordStates, Cancellation);
        for (int text = 0; text < encoded.Length; text++)
        {
            Equal(_plain.Logits(encoded[text]), batch.Results[text].Logits);
            float[] states = _plain.Output(encoded[text], MiniLmExport.States);
            Equal(states.AsSpan(width, states.Length - (2 * width)), batch.Results[text].WordStates);
        }
    }

    private async Task CheckPathAsync()
    {
        var text = Model.Encoder.Encode("slow but warm");
        var explainer = Model.Explainers.Find("integrated_gradients")!;
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"n_steps":32}""")!;
        var request = new ExplanationQuery
        {
            Text = text,
            Temperature = 1,
            Parameters = explainer.Bind(given, Model.Forward.Shape).Values!,
        };

        var explanation = await explainer.ExplainAsync(request, Model.Forward, Cancellation);

        Assert.Equal(3, explanation.Scores.Length);
        // The path from padding is steep: the certificate of 32 steps says by how much the sum is off.
        Assert.Equal(explanation.Certificate!.Expected, explanation.Certificate.Sum, 2e-3);
    }

    /// <summary>
    /// A text of 20 tokens alone, by turns with the graph run plainly; 1.1 is what a quiet machine shows, and the bound is for a busy one.
    /// </summary>
    private async Task CheckTimeAsync()
    {
        const int Turns = 41;
        var text = Model.Encoder.Encode("the film is slow but the cast is warm and the music is a joy to hear on all days");
        var pass = Model.Forward.Under(new ForwardTerms(ForwardLane.Interactive));
        double[] plain = new double[Turns], served = new double[Turns];
        for (int turn = -3; turn < Turns; turn++)
        {
            long start = Stopwatch.GetTimestamp();
            _plain.Logits(text);
            long middle = Stopwatch.GetTimestamp();
            await pass.RunAsync([text.Ids], ForwardOutputs.Logits, Cancellation);
            if (turn >= 0)
            {
                plain[turn] = Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds;
                served[turn] = Stopwatch.GetElapsedTime(middle).TotalMilliseconds;
            }
        }

        Array.Sort(plain);
        Array.Sort(served);
        double median = served[Turns / 2] / plain[Turns / 2], least = served[0] / plain[0];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{text.Length} tokens: medians {plain[Turns / 2]:F2} ms plainly and {served[Turns / 2]:F2} ms served ({median:F3} times), "
            + $"least {plain[0]:F2} and {served[0]:F2} ({least:F3} times)"));
        Assert.True(Math.Min(median, least) < 1.3, $"The served run takes {median:F2} times the plain one, at least {least:F2} times.");
    }

    private static void Equal(ReadOnlySpan<float> expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }
}
