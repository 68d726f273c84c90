using System.Text.Json;
using TextClassify.Api.Classify;
using TextClassify.Api.Explain.Planning;
using TextClassify.Api.HiddenStates;
using TextClassify.Api.HiddenStates.Search;
using TextClassify.Api.Http;
using TextClassify.Api.Inputs;
using TextClassify.Api.Language;
using TextClassify.Api.Models;
using TextClassify.Api.Problems;
using TextClassify.Api.Reading;
using TextClassify.Api.Settings;
using TextClassify.Infrastructure;

namespace TextClassify.OpenApi;

/// <summary>What the document says a body may hold is what is read.</summary>
public sealed class RequestContractTests
{
    private static readonly JsonElement Schemas = JsonElement.Parse(
        File.ReadAllText(Path.Combine(Repository.Folder, "openapi", "textclassify.v1.json")))
        .GetProperty("components").GetProperty("schemas");

    public static TheoryData<string, string[]> Contracts => new()
    {
        { nameof(ClassifyRequest), NamesOf<ClassifyRequest>() },
        { nameof(ExplainRequest), NamesOf<ExplainRequest>() },
        { nameof(HiddenStatesRequest), NamesOf<HiddenStatesRequest>() },
        { nameof(StateSearchRequest), NamesOf<StateSearchRequest>() },
        { nameof(NearSearch), NamesOf<NearSearch>() },
        { nameof(PatternSearch), NamesOf<PatternSearch>() },
        { nameof(ScoreRequest), NamesOf<ScoreRequest>() },
        { nameof(GenerateRequest), NamesOf<GenerateRequest>() },
        { nameof(LoadRequest), NamesOf<LoadRequest>() },
        { nameof(TrafficRequest), NamesOf<TrafficRequest>() },
        { nameof(CanaryShare), NamesOf<CanaryShare>() },
        { nameof(LabelContrast), NamesOf<LabelContrast>() },
    };

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Properties_Contract_AreThoseOfTheDocument(string schema, string[] read) =>
        Assert.Equal(Schemas.GetProperty(schema).GetProperty("properties").EnumerateObject().Select(property => property.Name), read);

    /// <summary>An item is read by hand, because what is wrong with its text is its own problem and not the request's.</summary>
    [Fact]
    public void Item_EveryPropertyOfTheDocument_IsRead()
    {
        Assert.All(Schemas.GetProperty(nameof(InputItem)).GetProperty("properties").EnumerateObject(), property =>
        {
            var json = JsonCursor.Open(System.Text.Encoding.UTF8.GetBytes($$"""{"{{property.Name}}":[[]]}"""));
            InputsReader.Item(ref json, "inputs");

            Assert.NotEqual(ProblemTypes.UnknownProperty, json.Problem!.Type);
        });
    }

    [Fact]
    public void Read_NullForAnObjectOfARequest_IsNone()
    {
        var json = JsonCursor.Open("""{"near":null,"pattern":{"units":[1]}}"""u8);

        var request = RequestReader<StateSearchRequest>.Read(ref json, "", new LimitsOptions());

        Assert.Null(json.Problem);
        Assert.Null(request!.Near);
        Assert.Equal([1], request.Pattern!.Units!);
    }

    private static string[] NamesOf<T>()
        where T : class => [.. RequestReader<T>.Properties.Select(property => property.Name)];
}
