using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TextClassify.Models;
using TextClassify.Models.Classifier;

namespace TextClassify.UnitTests.Models;

public sealed class PackageReaderTests
{
    [Fact]
    public void Read_ValidPackage_GivesItsContent()
    {
        var files = new TinyPackage();

        var package = Accepted(files);

        Assert.Equal(["negative", "neutral", "positive"], package.Manifest.Labels);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[ModelManifest.FileName])), package.Sha256);
        Assert.Equal(23, package.Vocabulary.Count);
        Assert.Equal("good", package.GoldenTexts[8].Text);
        Assert.Equal(40, package.Profile!.Texts);
    }

    [Fact]
    public void Read_NoProfile_IsAccepted()
    {
        var files = new TinyPackage().Without(ReferenceProfile.FileName)
            .Manifest(manifest => manifest["files"]!.AsObject().Remove(ReferenceProfile.FileName));

        Assert.Null(Accepted(files).Profile);
    }

    [Theory]
    [InlineData("other", "1", "model.json names the model 'tiny' in a folder named 'other'.")]
    [InlineData("tiny", "2", "model.json names the version '1' in a folder named '2'.")]
    public void Read_AnotherFolder_IsRefused(string name, string version, string sentence) =>
        Assert.Equal(sentence, AnyPackage.Read(new TinyPackage(), name, version).Refusal!.ToString());

    [Fact]
    public void Read_NoManifest_IsRefused() =>
        AssertRefused("model.json is missing.", new TinyPackage().Without(ModelManifest.FileName));

    [Theory]
    [InlineData("{\n  \"schemaVersion\": 1,\n  \"name\": }", "model.json is not valid at $.name, line 3, byte 10: '}' is an invalid "
        + "start of a value.")]
    [InlineData("null", "model.json holds null.")]
    [InlineData("", "model.json is not valid at $, line 1, byte 0: The input does not contain any JSON tokens.")]
    public void Read_MalformedManifest_IsRefusedWithItsPlace(string json, string start) => Assert.StartsWith(
        start,
        Refusal(new TinyPackage().With(ModelManifest.FileName, Encoding.UTF8.GetBytes(json))).ToString(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("colour", "\"red\"", "'colour'")]
    [InlineData("labels", "null", "$.labels")]
    [InlineData("temperature", "\"1.5\"", "$.temperature")]
    [InlineData("tokenizer", "{\"kind\": \"word\"}", "maxTokens")]
    [InlineData("shape", "{\"classes\": 3, \"aspects\": 2, \"stateWidth\": 5, \"wordWidth\": 19, \"depth\": 2}", "depth")]
    public void Read_PropertyOfTheWrongKind_IsRefused(string property, string json, string named)
    {
        var refusal = Refusal(new TinyPackage().Manifest(manifest => manifest[property] = JsonNode.Parse(json)));

        Assert.Equal(ModelManifest.FileName, refusal.File);
        Assert.Contains(named, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IndependentOutputs_GivesThresholds()
    {
        var package = Accepted(new TinyPackage().Manifest(manifest => Independent(manifest, "[0.2, 0.5, 1]")));

        Assert.Equal((package.Manifest.Temperature, true), (package.Manifest.Scale.Temperature, package.Manifest.Scale.Independent));
        Assert.Equal([0.2, 0.5, 1], package.Manifest.Thresholds);
    }

    [Theory]
    [InlineData("[0.5, 0.5]", "model.json has 2 thresholds where it has 3 independent labels.")]
    [InlineData("[0.5, 0.5, 1.5]", "model.json has the threshold 1.5; it lies between 0 and 1.")]
    [InlineData("null", "model.json has 0 thresholds where it has 3 independent labels.")]
    public void Read_ThresholdsThatDontFit_AreRefused(string thresholds, string sentence) =>
        AssertRefused(sentence, new TinyPackage().Manifest(manifest => Independent(manifest, thresholds)));

    [Fact]
    public void Read_OutputsOfAnotherWord_AreRefused() => AssertRefused(
        "model.json has the outputs 'any'; this build knows 'independent'.",
        new TinyPackage().Manifest(manifest => manifest["outputs"] = "any"));

    [Fact]
    public void Read_ThresholdsOfExclusiveLabels_AreRefused() => AssertRefused(
        "model.json has thresholds without independent outputs.",
        new TinyPackage().Manifest(manifest => manifest["thresholds"] = JsonNode.Parse("[0.5, 0.5, 0.5]")));

    [Fact]
    public void Read_GoldenScoresThatDontAddUp_AreThoseOfIndependentLabels()
    {
        var files = new TinyPackage().Golden(golden => golden[0]!["scores"] = JsonNode.Parse("[0.9, 0.8, 0.1]"));

        Assert.Contains("must add up to 1", Refusal(files).Reason, StringComparison.Ordinal);
        Accepted(files.Manifest(manifest => Independent(manifest, "[0.5, 0.5, 0.5]")));
    }

    [Fact]
    public void Read_PropertyLeftOut_IsRefused()
    {
        var refusal = Refusal(new TinyPackage().Manifest(manifest => manifest.AsObject().Remove("temperature")));

        Assert.Contains("temperature", refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schemaVersion", "2", "has schema version 2; this build reads 1.")]
    [InlineData("name", "\"Tiny\"", "has the name 'Tiny'; a name is 1 to 64 of a-z, 0-9 and '-', starting with a letter.")]
    [InlineData("name", "\"\"", "has the name ''; a name is 1 to 64 of a-z, 0-9 and '-', starting with a letter.")]
    [InlineData("name", "\"../tiny\"", "has the name '../tiny'; a name is 1 to 64 of a-z, 0-9 and '-', starting with a letter.")]
    [InlineData("version", "\"..\"", "has the version '..'; a version is 1 to 32 of A-Z, a-z, 0-9, '.' and '-', starting with a letter "
        + "or digit, and not 'active'.")]
    [InlineData("architecture", "\"onnx\"", "has the architecture 'onnx' without the capability 'embeddings'.")]
    [InlineData("capabilities", "[\"embeddings\"]", "declares the capability 'embeddings', which the architecture 'crnn' does not have.")]
    [InlineData("task", "\"translation\"", "has the task 'translation'; this build does 'classification'.")]
    [InlineData("tokenizer", "{\"kind\": \"bpe\", \"maxTokens\": 12}", "has the tokenizer 'bpe'; this build has 'word', 'smiles'.")]
    [InlineData("tokenizer", "{\"kind\": \"word\", \"maxTokens\": 0}", "has a limit of 0 tokens; it must be at least 1.")]
    [InlineData("capabilities", "[\"telepathy\"]", "declares the capability 'telepathy'; this build knows evidence, word_weights, "
        + "hidden_states, gradients, contextual, embeddings, aspects.")]
    [InlineData("labels", "[\"a\", \"b\"]", "has 2 labels where its shape has 3 classes.")]
    [InlineData("labels", "[\"a\"]", "has 1 labels; a classifier has at least two.")]
    [InlineData("labels", "[\"a\", \" \", \"b\"]", "has an empty label at index 1.")]
    [InlineData("labels", "[\"a\", null, \"b\"]", "has an empty label at index 1.")]
    [InlineData("capabilities", "[null]", "declares the capability ''; this build knows evidence, word_weights, hidden_states, "
        + "gradients, contextual, embeddings, aspects.")]
    [InlineData("labels", "[\"a\", \"b\", \"a\"]", "has the label 'a' twice.")]
    [InlineData("temperature", "0", "has the temperature 0; it must be finite and above 0.")]
    [InlineData("temperature", "-1", "has the temperature -1; it must be finite and above 0.")]
    [InlineData("temperature", "1e999", "has the temperature Infinity; it must be finite and above 0.")]
    [InlineData("embedding", "{\"rows\": 1, \"width\": 6}", "has an embedding of 1 rows and width 6; it takes at least 2 and 1.")]
    [InlineData("shape", "{\"classes\": 3, \"aspects\": 0, \"stateWidth\": 5, \"wordWidth\": 19}", "has 0 aspects, state width 5 and "
        + "word width 19; each must be at least 1.")]
    public void Read_ValueOutsideTheRules_IsRefused(string property, string json, string reason) =>
        AssertRefused($"model.json {reason}", new TinyPackage().Manifest(manifest => manifest[property] = JsonNode.Parse(json)));

    [Theory]
    [InlineData("capabilities", "[\"embeddings\", \"evidence\"]", "declares the capability 'evidence', which the architecture 'onnx' "
        + "does not have.")]
    [InlineData("shape", "{\"classes\": 3, \"aspects\": 2, \"stateWidth\": 0, \"wordWidth\": 0}", "has 2 aspects, state width 0 and word "
        + "width 0; each must be 0.")]
    public void Read_ForeignPackageThatClaimsMore_IsRefused(string property, string json, string reason) =>
        AssertRefused($"model.json {reason}", TinyPackage.Foreign().Manifest(manifest => manifest[property] = JsonNode.Parse(json)));

    [Theory]
    [InlineData("forward.onnx")]
    [InlineData("explain.onnx")]
    [InlineData("contextual.onnx")]
    [InlineData("embedding.f16.bin")]
    [InlineData("vocab.txt")]
    [InlineData("golden.json")]
    [InlineData("card.md")]
    [InlineData("profile.json")]
    public void Read_FileMissing_IsRefused(string file) =>
        AssertRefused($"{file} is missing; model.json lists it.", new TinyPackage().Without(file));

    [Theory]
    [InlineData("forward.onnx")]
    [InlineData("embedding.f16.bin")]
    [InlineData("vocab.txt")]
    [InlineData("golden.json")]
    [InlineData("card.md")]
    public void Read_RequiredFileNotListed_IsRefused(string file) => AssertRefused(
        $"model.json lists no SHA-256 for {file}.",
        new TinyPackage().Manifest(manifest => manifest["files"]!.AsObject().Remove(file)));

    [Theory]
    [InlineData("gradients", "explain.onnx")]
    [InlineData("contextual", "contextual.onnx")]
    public void Read_CapabilityWithoutItsGraph_IsRefused(string capability, string file) => AssertRefused(
        $"model.json declares the capability '{capability}' and lists no {file}.",
        new TinyPackage().Without(file).Manifest(manifest => manifest["files"]!.AsObject().Remove(file)));

    [Fact]
    public void Read_FileNotListed_IsRefused() =>
        AssertRefused("extra.bin is not listed in model.json.", new TinyPackage().With("extra.bin", [1]));

    [Fact]
    public void Read_OneBitFlipped_IsRefused()
    {
        var files = new TinyPackage();
        byte[] graph = [.. files[ModelManifest.ForwardFile]];
        graph[graph.Length / 2] ^= 1;

        var refusal = Refusal(files.With(ModelManifest.ForwardFile, graph));

        Assert.Matches("^forward.onnx has SHA-256 [0-9a-f]{64} where model.json lists [0-9a-f]{64}.$", refusal.ToString());
    }

    [Theory]
    [InlineData("../outside", "model.json lists '../outside'; it must list the plain names of the other files.")]
    [InlineData("model.json", "model.json lists 'model.json'; it must list the plain names of the other files.")]
    public void Read_ListedNameLeavesThePackage_IsRefused(string file, string sentence) =>
        AssertRefused(sentence, new TinyPackage().Manifest(manifest => manifest["files"]![file] = new string('0', 64)));

    [Fact]
    public void Read_HashInAnotherForm_IsRefused() => AssertRefused(
        "model.json lists 'ABC' for card.md; a SHA-256 is 64 lower-case hexadecimal digits.",
        new TinyPackage().Manifest(manifest => manifest["files"]!["card.md"] = "ABC"));

    [Fact]
    public void Read_HashNull_IsRefused() => AssertRefused(
        "model.json lists '' for card.md; a SHA-256 is 64 lower-case hexadecimal digits.",
        new TinyPackage().Manifest(manifest => manifest["files"]!["card.md"] = null));

    [Fact]
    public void Read_EmbeddingOfAnotherLength_IsRefused() => AssertRefused(
        "embedding.f16.bin has 275 bytes where 23 rows of 6 half-precision numbers take 276.",
        new TinyPackage().Honestly(ModelManifest.EmbeddingFile, new byte[275]));

    [Fact]
    public void Read_VocabularyOfAnotherSize_IsRefused() => AssertRefused(
        "vocab.txt has 24 words where model.json gives the embedding 23 rows.",
        new TinyPackage().Vocabulary(words => words + "extra\n"));

    [Fact]
    public void Read_VocabularyWithARepeatedWord_IsRefused() => AssertRefused(
        "vocab.txt cannot be read: Line 4 of the vocabulary repeats line 3.",
        new TinyPackage().Vocabulary(words => words.Replace("\nbad\n", "\ngood\n", StringComparison.Ordinal)));

    [Fact]
    public void Read_GoldenTextsMalformed_IsRefused()
    {
        var refusal = Refusal(new TinyPackage().Honestly(ModelManifest.GoldenFile, "[{\"text\": \"a\"}]"u8.ToArray()));

        Assert.Equal(ModelManifest.GoldenFile, refusal.File);
        Assert.Contains("scores", refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "has no text.")]
    [InlineData("[null]", "has an empty text at index 0.")]
    [InlineData("[{\"text\": \" \", \"scores\": [1, 0, 0]}]", "has an empty text at index 0.")]
    [InlineData("[{\"text\": \"a\", \"scores\": [0.5, 0.5]}]", "has 2 scores at index 0 where model.json has 3 labels.")]
    [InlineData("[{\"text\": \"a\", \"scores\": [1.5, -0.5, 0]}]", "has the score 1.5 at index 0; a score lies between 0 and 1.")]
    [InlineData("[{\"text\": \"a\", \"scores\": [0.5, 0.25, 0]}]", "has scores that add up to 0.75 at index 0; they must add up to 1.")]
    public void Read_GoldenTextsOutsideTheRules_AreRefused(string json, string reason) =>
        AssertRefused($"golden.json {reason}", new TinyPackage().Honestly(ModelManifest.GoldenFile, Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("schemaVersion", "9", "has schema version 9; this build reads 1.")]
    [InlineData("texts", "0", "counts 0 texts; it must count at least 1.")]
    [InlineData("labelShares", "[0.5, 0.5]", "has 2 label shares where model.json has 3 labels.")]
    [InlineData("labelShares", "[0.5, 0.25, 0]", "has label shares that add up to 0.75; they must add up to 1.")]
    [InlineData("labelShares", "[2, -1, 0]", "has a label share of 2; a share lies between 0 and 1.")]
    [InlineData("confidenceShares", "[1]", "has 1 confidence shares; it must have 20.")]
    [InlineData("tokenCountDeciles", "[1]", "has 1 token-count deciles; it must have 11.")]
    [InlineData("unknownTokenShare", "1.5", "has an unknown-token share of 1.5; a share lies between 0 and 1.")]
    public void Read_ProfileOutsideTheRules_IsRefused(string property, string json, string reason) =>
        AssertRefused($"profile.json {reason}", new TinyPackage().Profile(profile => profile[property] = JsonNode.Parse(json)));

    private static ClassifierPackage Accepted(TinyPackage files)
    {
        var reading = AnyPackage.Read(files, TinyPackage.Name, TinyPackage.Version);

        Assert.Null(reading.Refusal);
        return reading.Package!;
    }

    private static void Independent(JsonNode manifest, string thresholds)
    {
        manifest["outputs"] = "independent";
        manifest["thresholds"] = JsonNode.Parse(thresholds);
    }

    private static PackageRefusal Refusal(TinyPackage files)
    {
        var reading = AnyPackage.Read(files, TinyPackage.Name, TinyPackage.Version);

        Assert.Null(reading.Package);
        return reading.Refusal!;
    }

    private static void AssertRefused(string sentence, TinyPackage files) => Assert.Equal(sentence, Refusal(files).ToString());
}
