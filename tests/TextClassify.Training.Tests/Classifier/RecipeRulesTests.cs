using System.Text.Json;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Classifier;

public sealed class RecipeRulesTests
{
    private const string Sound = """
        "name": "tiny", "description": "d", "source": "s", "train": ["a.csv"]
        """;

    [Theory]
    [InlineData("sst2.json", "sentiment")]
    [InlineData("trec.json", "question")]
    [InlineData("ag_news.json", "topic")]
    [InlineData("hatexplain.json", "toxicity")]
    [InlineData("movies.json", "movie-review")]
    [InlineData("reaction_class.json", "reaction-class")]
    public void Load_ShippedRecipe_NamesItsPackage(string file, string name)
    {
        string folder = Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes");

        Assert.Equal(name, RecipeRules.File.Load(Path.Combine(folder, file)).Name);
    }

    [Fact]
    public void Load_FormattedRecipe_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(
            "a.json", $$"""{ {{Sound}}, "net": { "cell": "gru", "tensor": "full", "windows": [3] }, "devShare": 0.2 }""");

        var recipe = RecipeRules.File.Load(path);
        var again = RecipeRules.File.Load(folder.Write("b.json", Format(recipe)));

        Assert.Equal(CellKind.Gru, recipe.Net.Cell);
        Assert.Equal(TensorKind.Full, recipe.Net.Tensor);
        Assert.Equal(Format(recipe), Format(again));
    }

    [Theory]
    [InlineData("\"learningRate\": 1", "learningRate")]
    [InlineData("\"net\": { \"layers\": 2 }", "layers")]
    [InlineData("\"training\": { \"dropout\": 2 }", "dropout")]
    [InlineData("\"net\": { \"cell\": \"rnn\" }", "$.net.cell")]
    [InlineData("\"net\": { \"cell\": 1 }", "$.net.cell")]
    [InlineData("\"textColumn\": null", "$.textColumn")]
    [InlineData("\"name\": \"twice\"", "name")]
    public void Load_WhatTheSchemaLacks_RefusedByName(string property, string named)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("r.json", $"{{ {Sound}, {property} }}");

        var exception = Assert.Throws<DataException>(() => RecipeRules.File.Load(path));

        Assert.StartsWith("r.json is not a recipe: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"devShare\": 0.6", "r.json: devShare is 0.6; it must be above 0 and at most 0.5.")]
    [InlineData("\"net\": { \"windows\": [2] }", "r.json: net.windows is [2]; it must be different odd widths from 1 to 31.")]
    [InlineData("\"notation\": \"characters\"", "r.json: notation is Characters; it must be 'smiles', or left out for words.")]
    [InlineData(
        "\"training\": { \"randomWritings\": true }", "r.json: training.randomWritings is True; it must be false without a notation.")]
    [InlineData(
        "\"net\": { \"stateWidth\": 95 }, \"training\": { \"precision\": \"bfloat16\" }",
        "r.json: net.stateWidth is 95; it must be even for an LSTM in bfloat16.")]
    [InlineData("\"training\": { \"stateDropout\": 1 }", "r.json: training.stateDropout is 1; it must be 0 or more and below 1.")]
    public void Load_ValueOutOfRange_SaysTheRange(string property, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("r.json", $"{{ {Sound}, {property} }}");

        Assert.Equal(message, Assert.Throws<DataException>(() => RecipeRules.File.Load(path)).Message);
    }

    [Fact]
    public void Load_NeitherFilesNorSources_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("r.json", "{\"name\":\"a\",\"description\":\"d\",\"source\":\"s\"}");

        Assert.Contains("train is 0", Assert.Throws<DataException>(() => RecipeRules.File.Load(path)).Message, StringComparison.Ordinal);
    }

    private static string Format(Recipe recipe) => JsonSerializer.Serialize(recipe, StrictJson.Options);
}
