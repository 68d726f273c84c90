using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using TextClassify.Api.Classify;
using TextClassify.Api.Explain;
using TextClassify.Api.Language;
using TextClassify.Api.Streams;

namespace TextClassify.Api.OpenApi;

/// <summary>
/// Moves the answers that come in parts from the content of a 200 into its extension <c>x-streams</c>. A client that is generated from the
/// document gets JSON unless it asks for another type, and several types in one content make its answer a union that no line of the
/// caller's can be sure of.
/// </summary>
internal sealed class StreamResponses : IOperationFilter
{
    private const string Extension = "x-streams";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.Responses is not { } responses
            || !responses.TryGetValue("200", out var answer)
            || answer is not OpenApiResponse { Content: { } content } response)
        {
            return;
        }

        bool explains = operation.OperationId == "explain";

        var streams = new JsonObject();
        if (content.Remove(MediaTypes.Ndjson))
        {
            streams[MediaTypes.Ndjson] = Of(
                context, "One line each: the head, the results, the summary. A failure takes the summary's place.",
                typeof(StreamHead), explains ? typeof(ExplainResult) : typeof(ClassifyResult), typeof(StreamTail), typeof(StreamFailure));
        }

        if (content.Remove(MediaTypes.Events))
        {
            streams[MediaTypes.Events] = Of(
                context, "The data of each event, as its name says: partial or text, final, error.",
                explains
                    ? [typeof(ExplainEvent), typeof(ItemError)]
                    : [typeof(GenerateEvent), typeof(GenerateResponse), typeof(ItemError)]);
        }

        if (streams.Count > 0)
        {
            response.AddExtension(Extension, new JsonNodeExtension(streams));
        }
    }

    private static JsonObject Of(OperationFilterContext context, string description, params ReadOnlySpan<Type> types)
    {
        var forms = new JsonArray();
        foreach (var type in types)
        {
            var schema = (OpenApiSchemaReference)context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
            forms.Add(new JsonObject { ["$ref"] = $"#/components/schemas/{schema.Reference.Id}" });
        }

        return new JsonObject { ["schema"] = new JsonObject { ["description"] = description, ["oneOf"] = forms } };
    }
}
