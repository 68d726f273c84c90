using System.Text.Json;
using System.Text.Json.Nodes;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Models;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Import;
using TextClassify.Training.Onnx.Schema;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Import;

public sealed class ImportPublicationTests
{
    private const double Tolerance = 1e-4;

    private static readonly string[] Texts =
        ["The film is slow!", "a", "Badly, it is good: café 日", "good good good good good good good good good bad"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ImportAsync_BertShape_BecomesAPackageFromEmbeddings()
    {
        using var export = SmallExport.Bert().Write();

        var manifest = await ManifestOfAsync(export);

        Assert.Equal(["negative", "neutral", "positive"], manifest.Labels);
        Assert.Equal([Capabilities.Embeddings, Capabilities.HiddenStates], manifest.Capabilities);
        Assert.Equal(new EmbeddingShape(export.Rows, SmallExport.Width) { Precision = EmbeddingShape.SinglePrecision }, manifest.Embedding);
        Assert.Equal(new GraphInputs { Embeddings = TableCut.Input, Mask = "attention_mask" }, manifest.Inputs);
        Assert.Equal(22, manifest.Tokenizer.MaxTokens);
        Assert.True(manifest.Tokenizer is { Lowercase: true, StripAccents: true, SplitIdeographs: true });
        Assert.Equal(1, manifest.Temperature);
    }

    [Fact]
    public async Task ImportAsync_TokenizerJson_SaysWhatTheOlderFilesSay()
    {
        using SmallExport fast = SmallExport.FastBert().Write(), older = SmallExport.Bert().Write();

        var manifest = await ManifestOfAsync(fast);

        var expected = await ManifestOfAsync(older);
        Assert.Equivalent(expected.Tokenizer, manifest.Tokenizer, strict: true);
        Assert.Equal(expected.Files[ModelManifest.VocabularyFile], manifest.Files[ModelManifest.VocabularyFile]);
    }

    [Fact]
    public async Task ImportAsync_RobertaShape_KeepsTheIdsThatPositionsAreMadeOf()
    {
        using var export = SmallExport.Roberta().Write();

        var manifest = await ManifestOfAsync(export);

        Assert.Equal(new GraphInputs { Ids = "input_ids", Embeddings = TableCut.Input, Mask = "attention_mask" }, manifest.Inputs);
        Assert.Equal(TokenizerSettings.ByteLevel, manifest.Tokenizer.Kind);
        Assert.Equal(20, manifest.Tokenizer.MaxTokens);
        Assert.Equal(["<s>"], manifest.Tokenizer.Special!.Prefix);
        Assert.Equal("<mask>", manifest.Tokenizer.Special.Mask);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_ImportedPackage_GivesWhatTheGraphGivesPlainly(bool roberta)
    {
        using var export = (roberta ? SmallExport.Roberta() : SmallExport.Bert()).Write();
        using var package = await LoadAsync(export);
        using var plain = new PlainGraph(Path.Combine(export.Folder, ExportFolder.Graph));
        var encoded = Texts.Select(package.Model.Encoder.Encode).ToArray();

        var together = await package.Model.Forward.RunAsync(
            [.. encoded.Select(text => text.Ids)], ForwardOutputs.Logits | ForwardOutputs.WordStates, Cancellation);

        for (int text = 0; text < encoded.Length; text++)
        {
            Equal(plain.Logits(encoded[text]), together.Results[text].Logits);
            Assert.Equal(encoded[text].Length * SmallExport.Width, together.Results[text].WordStates.Length);
        }
    }

    [Theory]
    [InlineData("integrated_gradients", """{"n_steps":16}""")]
    [InlineData("integrated_gradients", """{"n_steps":16,"baseline":"unk"}""")]
    [InlineData("expected_gradients", """{"n_steps":16}""")]
    [InlineData("gradient_x_input", "{}")]
    [InlineData("occlusion", "{}")]
    [InlineData("leave_one_out", """{"baseline":"delete"}""")]
    [InlineData("shapley_sampling", "{}")]
    [InlineData("lime", "{}")]
    public async Task ExplainAsync_ImportedPackage_ScoresTheTextsOwnTokens(string method, string parameters)
    {
        foreach (var made in (SmallExport[])[SmallExport.Bert(), SmallExport.Roberta()])
        {
            using var export = made.Write();
            using var package = await LoadAsync(export);
            var text = package.Model.Encoder.Encode("The film is good!");

            var explanation = await ExplainAsync(package.Model, method, parameters, text);

            Assert.Equal(text.Length, explanation.Scores.Length);
            Assert.Contains(explanation.Scores, score => score != 0);
            Assert.True(explanation.Certificate is not { Converged: false }, $"{explanation.Certificate}");
        }
    }

    [Theory]
    [InlineData("pad", "[PAD]")]
    [InlineData("unk", "[UNK]")]
    [InlineData("mask", "[MASK]")]
    public async Task Occlusion_Baseline_IsTheModelsOwnToken(string baseline, string token)
    {
        using var export = SmallExport.Bert().Write();
        using var package = await LoadAsync(export);
        var text = package.Model.Encoder.Encode("good film");
        int[] hidden = [package.Model.Encoder.IdOf(token), .. text.Ids.Span[1..]];

        var explanation = await ExplainAsync(package.Model, "leave_one_out", $$"""{"baseline":"{{baseline}}"}""", text);

        var batch = await package.Model.Forward.RunAsync([text.Ids, hidden], ForwardOutputs.Logits, Cancellation);
        int target = explanation.Attributions[0].Target;
        Assert.Equal(batch.Results[0].Logits[target] - batch.Results[1].Logits[target], explanation.Scores[0], Tolerance);
    }

    [Fact]
    public async Task Bias_ImportedPackage_IsWhatStandsAroundATextAlone()
    {
        using var export = SmallExport.Bert().Write();
        using var package = await LoadAsync(export);
        using var plain = new PlainGraph(Path.Combine(export.Folder, ExportFolder.Graph));

        Equal(plain.Logits(package.Model.Encoder.Encode("")), package.Model.Forward.Bias.ToArray());
    }

    [Fact]
    public async Task ImportAsync_LabelledRows_AreMeasured()
    {
        using var export = SmallExport.Bert().Write();
        string file = Path.Combine(export.Folder, "rows.jsonl");
        File.WriteAllLines(file, Enumerable.Range(0, 60).Select(row =>
            JsonSerializer.Serialize(new { text = Texts[row % 3], label = row % 2 == 0 ? "positive" : "negative" })));

        var package = await ImportAsync(export.Request with { Calibrate = file });

        Assert.Equal(60, package.Manifest.Metrics["rows"]);
        Assert.Contains(package.Findings.Notes, note => note.StartsWith("The temperature ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ImportAsync_TwoTablesByIds_LeavesTheIds()
    {
        var export = SmallExport.Bert();
        var gather = export.Model.Graph.Node.First(node => node.OpType == "Gather");
        var second = gather.Clone();
        (second.Name, second.Output[0]) = ("unread", "unread");
        export.Model.Graph.Node.Insert(0, second);
        using var written = export.Write();

        var package = await ImportAsync(written);

        Assert.Equal([Capabilities.HiddenStates], ((ModelManifest)package.Manifest).Capabilities);
        Assert.Equal(new GraphInputs { Ids = "input_ids", Mask = "attention_mask" }, ((ModelManifest)package.Manifest).Inputs);
        Assert.Contains(package.Findings.Notes, note => note.Contains("2 Gathers read rows by input_ids", StringComparison.Ordinal));
        Assert.DoesNotContain(ModelManifest.SingleEmbeddingFile, package.Manifest.Files.Keys);
    }

    [Fact]
    public async Task ImportAsync_GoldenTexts_TravelWithTheirScores()
    {
        using var export = SmallExport.Bert().Write();
        string file = Path.Combine(export.Folder, "texts.txt");
        File.WriteAllLines(file, ["good film", "", "bad film", "good film"]);

        await ImportAsync(export.Request with { Golden = file });

        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(export.Models, "small", "1", ModelManifest.GoldenFile)));
        Assert.Equal(["good film", "bad film"], golden.RootElement.EnumerateArray().Select(text => text.GetProperty("text").GetString()));
    }

    private static readonly Dictionary<string, Action<SmallExport>> Spoils = new()
    {
        ["config.json has no id2label"] = export => export.Config.Remove("id2label"),
        ["config.json has {\"0\":\"a\",\"2\":\"b\"} at $.id2label"] = export =>
            export.Config["id2label"] = JsonNode.Parse("""{"0":"a","2":"b"}"""),
        ["config.json has \"multi_label_classification\" at $.problem_type"] = export =>
            export.Config["problem_type"] = "multi_label_classification",
        ["model.onnx gives 3 logits where config.json has 2 labels"] = export =>
            export.Config["id2label"] = JsonNode.Parse("""{"0":"a","1":"b"}"""),
        ["tokenizer.json is not JSON"] = export => export.Files["tokenizer.json"] = "{",
        ["tokenizer.json has \"Unigram\" at $.model.type"] = export => export.Files["tokenizer.json"] = """{"model":{"type":"Unigram"}}""",
        ["There is no tokenizer.json"] = export => export.Files.Remove("vocab.txt"),
        ["The tokenizer can't be imported: The vocabulary lacks '[SEP]'"] = export =>
            export.Files["vocab.txt"] = "[PAD]\n[UNK]\n[CLS]\nfilm\n",
        ["The tokenizer has 30 pieces"] = export =>
            export.Files["vocab.txt"] += string.Concat(Enumerable.Range(0, 9).Select(i => $"more{i}\n")),
        ["vocab.txt has a piece with two ids"] = export => export.Files["vocab.txt"] += "film\n",
        ["model.onnx uses the operator Fancy of the domain 'my.ops'"] = export =>
            export.Model.Graph.Node[0].MergeFrom(new NodeProto { OpType = "Fancy", Domain = "my.ops" }),
        ["model.onnx takes an input 'position_ids'"] = export => export.Model.Graph.Input[1].Name = "position_ids",
        ["model.onnx takes 'input_ids' in a fixed size"] = export =>
            export.Model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 128,
        ["model.onnx gives no 'logits' but 'scores'"] = export => export.Model.Graph.Output[0].Name = "scores",
        ["model.onnx keeps 'head.bias' in another file"] = export =>
            export.Model.Graph.Initializer.First(tensor => tensor.Name == "head.bias").DataLocation =
                TensorProto.Types.DataLocation.External,
    };

    public static TheoryData<string> Refusals => [.. Spoils.Keys];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task ImportAsync_WhatCantBeImported_IsNamed(string message)
    {
        var export = SmallExport.Bert();
        Spoils[message](export);
        using var written = export.Write();

        var error = await Assert.ThrowsAsync<DataException>(() => ImportAsync(written));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(export.Models, "small")));
    }

    private static Task<PublishedPackage> ImportAsync(SmallExport export) => ImportAsync(export.Request);

    private static Task<PublishedPackage> ImportAsync(ImportRequest request) =>
        Publisher.PublishAsync(new ImportPublication(request), request, TimeProvider.System, Cancellation);

    private static async Task<ModelManifest> ManifestOfAsync(SmallExport export) => (ModelManifest)(await ImportAsync(export)).Manifest;

    private static async Task<OpenPackage<ITextClassifier>> LoadAsync(SmallExport export) =>
        await OpenPackage.LoadAsync((await ImportAsync(export)).Folder, Cancellation);

    private static Task<Explanation> ExplainAsync(ITextClassifier model, string method, string parameters, EncodedText text)
    {
        var explainer = model.Explainers.Find(method)!;
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters)!;
        var request = new ExplanationQuery
        {
            Text = text,
            Temperature = model.Temperature,
            Parameters = explainer.Bind(given, model.Forward.Shape).Values!,
        };
        return explainer.ExplainAsync(request, model.Forward, Cancellation);
    }

    private static void Equal(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }
}
