using System.Text.Json;
using TextClassify.Explain;
using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Text;
using TextClassify.Training.Classifier;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Tests.Classifier;

namespace TextClassify.Training.Tests.Explaining;

/// <summary>A Torch net exported and opened as the service opens it, so that what is tested is what is served.</summary>
internal sealed class ServedNet : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-net-").FullName;
    private readonly OnnxForwardPass _forward;
    private readonly Vocabulary _vocabulary;

    public ServedNet(Crnn net, WordTable words, CrnnOptions options)
    {
        var model = new TrainedModel
        {
            Options = TinyModel.Create(seed: 0).Options with
            {
                Recipe = TinyModel.Create(seed: 0).Recipe with { Net = options },
                Labels = [.. Enumerable.Range(0, net.Classes).Select(label => $"label{label}")],
            },
            Vocabulary = new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. Enumerable.Range(2, words.Rows - 2).Select(Word)]),
            Weights = EmbeddingTable.Round(net.ToWeightTable(words)),
            Dev = [],
        };
        GraphFiles.Write(model, _folder);
        _forward = GraphFiles.Open(model, _folder, TimeProvider.System);
        _vocabulary = model.Vocabulary;
    }

    public IForwardPass Forward => _forward;

    /// <summary>The word of an id.</summary>
    public static string Word(int id) => $"w{id}";

    /// <param name="method">A name of the default catalog.</param>
    /// <param name="ids">The text.</param>
    /// <param name="parameters">Of the method, as a request sends them.</param>
    /// <param name="target">The class.</param>
    /// <param name="foil">The class it is held against.</param>
    public async Task<Explanation> ExplainAsync(string method, int[] ids, object? parameters = null, int? target = 1, int? foil = null)
    {
        var explainer = ExplainerCatalog.Default.Find(method)!;
        var given = JsonSerializer.SerializeToElement(parameters ?? new { }).EnumerateObject().ToDictionary(
            property => property.Name, property => property.Value);
        var binding = explainer.Bind(given, Forward.Shape);
        Assert.Null(binding.Fault);

        return await explainer.ExplainAsync(
            new ExplanationQuery
            {
                Text = new EncodedText(ids, new TokenSpan[ids.Length], ids.Length),
                Target = target,
                Foil = foil,
                Temperature = 1,
                Parameters = binding.Values!,
                Source = new SourceText("", new TextEncoder(_vocabulary, ids.Length)),
            },
            Forward,
            TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _forward.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
