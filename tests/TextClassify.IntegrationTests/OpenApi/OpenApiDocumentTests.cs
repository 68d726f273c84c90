using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using TextClassify.Infrastructure;

namespace TextClassify.OpenApi;

public sealed class OpenApiDocumentTests(Service service) : IClassFixture<Service>
{
    private const string Regenerate = "UPDATE_OPENAPI";
    private static readonly string Committed = Path.Combine(Repository.Folder, "openapi", "textclassify.v1.json");

    [Fact]
    public async Task Document_Served_EqualsTheCommittedOne()
    {
        string served = (await service.GetAsync("/openapi/textclassify.v1.json")).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Committed)!);
            await File.WriteAllTextAsync(Committed, served, TestContext.Current.CancellationToken);
        }

        string committed = File.Exists(Committed) ? await File.ReadAllTextAsync(Committed, TestContext.Current.CancellationToken) : "";

        Assert.True(
            served == committed,
            $"openapi/textclassify.v1.json is not the document served. If the change is meant, run this test with {Regenerate}=1 and "
                + "commit the file.");
    }

    [Fact]
    public async Task Document_Committed_IsValid()
    {
        await using var stream = File.OpenRead(Committed);

        var read = await OpenApiDocument.LoadAsync(stream, "json", new OpenApiReaderSettings(), TestContext.Current.CancellationToken);

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.All(
            read.Document!.Paths.SelectMany(path => path.Value.Operations!.Values), operation => Assert.NotEmpty(operation.OperationId!));
    }

    /// <summary>Clients that are generated make a union of the types of one answer, and nothing in it is sure; streams stand beside
    /// it.</summary>
    [Fact]
    public async Task Answers_Success_IsOfOneTypeAndStreamsStandBesideIt()
    {
        var document = (await service.GetAsync("/openapi/textclassify.v1.json")).Json;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .ToDictionary(
                operation => operation.Value.GetProperty("operationId").GetString()!,
                operation => operation.Value.GetProperty("responses"));

        Assert.All(operations.Values.SelectMany(responses => responses.EnumerateObject()), response =>
            Assert.True(!response.Value.TryGetProperty("content", out var content) || content.EnumerateObject().Count() == 1));
        Assert.Equal(["application/x-ndjson"], Streams("classify"));
        Assert.Equal(["application/x-ndjson", "text/event-stream"], Streams("explain"));
        Assert.Equal(["text/event-stream"], Streams("generate"));

        IEnumerable<string> Streams(string operation)
        {
            foreach (var stream in operations[operation].GetProperty("200").GetProperty("x-streams").EnumerateObject())
            {
                Assert.All(stream.Value.GetProperty("schema").GetProperty("oneOf").EnumerateArray(), form =>
                    Assert.True(
                        document.GetProperty("components").GetProperty("schemas").TryGetProperty(
                            form.GetProperty("$ref").GetString()!.Split('/')[^1], out _)));
                yield return stream.Name;
            }
        }
    }

    /// <summary>The reader is written by hand, so what the document promises of a request is tried: every property is known to
    /// it.</summary>
    [Theory]
    [InlineData("/classify", "ClassifyRequest")]
    [InlineData("/hidden-states", "HiddenStatesRequest")]
    [InlineData("/explain", "ExplainRequest")]
    public async Task Requests_EveryPropertyOfTheSchema_IsRead(string path, string schema)
    {
        var document = (await service.GetAsync("/openapi/textclassify.v1.json")).Json;
        var properties = document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties");

        Assert.NotEmpty(properties.EnumerateObject());
        foreach (var property in properties.EnumerateObject())
        {
            var body = new JsonObject { ["inputs"] = "fine" };
            body[property.Name] = property.Name == "inputs" ? "fine" : null;
            Assert.Equal(200, (int)(await service.PostAsync(path, body.ToJsonString())).Status);
        }
    }

    /// <summary>And every status that an answer can have stands in the document.</summary>
    [Theory]
    [InlineData("/classify", "{}", 400)]
    [InlineData("/explain", """{"inputs":"x","model":"none"}""", 404)]
    [InlineData("/hidden-states", """{"inputs":["","","","","","","","",""]}""", 413)]
    public async Task Answers_Status_IsInTheDocument(string path, string body, int status)
    {
        var document = (await service.GetAsync("/openapi/textclassify.v1.json")).Json;

        Assert.Equal(status, (int)(await service.PostAsync(path, body)).Status);
        var content =
            document.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("responses").GetProperty($"{status}")
                .GetProperty("content");
        Assert.Equal(["application/problem+json"], content.EnumerateObject().Select(type => type.Name));
    }

    /// <summary>Answers hold no property that the schema lacks, and all that it requires.</summary>
    [Theory]
    [InlineData("/classify", "ClassifyResponse", """{"inputs":["a fine film",""],"evidence":true}""")]
    [InlineData("/explain", "ExplainResponse", """{"inputs":["a fine film",""],"contrast":{"target":"positive","foil":"negative"}}""")]
    [InlineData(
        "/v2/models/polarity/infer", "InferResponse", """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["fine"]}]}""")]
    [InlineData(
        "/hidden-states",
        "HiddenStatesResponse",
        """{"inputs":["a fine film",""],"include":["expectedPrediction","vectors","wordWeights","entropy"]}""")]
    public async Task Answers_Shape_IsTheSchemas(string path, string schema, string body)
    {
        var schemas = (await service.GetAsync("/openapi/textclassify.v1.json")).Json.GetProperty("components").GetProperty("schemas");

        var answer = (await service.PostAsync(path, body)).Json;

        Assert.Empty(SchemaCheck.Faults(answer, schemas.GetProperty(schema), schemas, "$"));
    }
}
