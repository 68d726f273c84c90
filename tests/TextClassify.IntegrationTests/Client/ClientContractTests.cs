using System.Text.Json;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Client;

/// <summary>The client's types are written by hand; this holds them to the OpenAPI document, so that neither side gets a property the other
/// does not know of.</summary>
public sealed class ClientContractTests
{
    /// <summary>What the client leaves out on purpose: several methods at once, spans and metrics, places of NDJSON lines, and the parts of
    /// maps beyond positions.</summary>
    private static readonly Dictionary<string, string[]> LeftOut = new(StringComparer.Ordinal)
    {
        [nameof(ExplainRequest)] = ["methods", "targets", "spans", "metrics", "removal"],
        [nameof(ExplainResult)] = ["spans", "attributions", "metrics", "metricsCost", "seed", "index", "line", "explanations", "agreement"],
        [nameof(ClassifyResult)] = ["index", "line"],
        [nameof(HiddenStatesRequest)] = ["neighbours"],
        [nameof(StateSequence)] = ["map", "principalPositions", "distancePercentile", "neighbours"],
    };

    /// <summary>These have no schema of their own name: a text is a string or an object, aspects are a word or a list, a share of passages
    /// and a problem are named otherwise there.</summary>
    private static readonly Type[] WithoutSchema =
    [
        typeof(TextInput), typeof(TextSpan), typeof(TextAspects), typeof(OutOfDistribution), typeof(ServiceProblem),
    ];

    public static TheoryData<Type> Contracts =>

        [
            .. typeof(ClassifyRequest).Assembly.GetExportedTypes().Where(
                type => type.Namespace == typeof(ClassifyRequest).Namespace).Except(WithoutSchema),
        ];

    [Theory]
    [MemberData(nameof(Contracts))]
    public async Task Properties_OfAContract_AreThoseOfTheDocument(Type contract)
    {
        string document = await File.ReadAllTextAsync(
            Path.Combine(Repository.Folder, "openapi", "textclassify.v1.json"), TestContext.Current.CancellationToken);
        var schema = JsonElement.Parse(document).GetProperty("components").GetProperty("schemas").GetProperty(contract.Name);

        var own = contract.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        var documented = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

        Assert.Equal(documented.Except(LeftOut.GetValueOrDefault(contract.Name, [])).Order(), own.Order());
    }
}
