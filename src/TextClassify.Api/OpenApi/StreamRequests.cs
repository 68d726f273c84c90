using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace TextClassify.Api.OpenApi;

/// <summary>Says of <c>/classify</c> and <c>/explain</c> what their bodies of lines take: the generator knows one type a route.</summary>
internal sealed class StreamRequests : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.RequestBody?.Content is not { } body
            || !body.TryGetValue(MediaTypes.Ndjson, out var content)
            || content is not OpenApiMediaType lines)
        {
            return;
        }

        context.SchemaGenerator.GenerateSchema(typeof(InputItem), context.SchemaRepository);
        lines.Schema = InputSchema.Item();
        operation.Parameters = operation.OperationId == "explain" ? ExplainParameters() : ClassifyParameters();
    }

    private static List<IOpenApiParameter> ClassifyParameters() =>
    [
        Parameter("model", JsonSchemaType.String, "For NDJSON bodies: the model's name, or name/version."),
        Parameter("top", JsonSchemaType.Integer, "For NDJSON bodies: how many labels to return."),
        Parameter("evidence", JsonSchemaType.Boolean, "For NDJSON bodies: whether to return evidence."),
        Parameter(
            "deadlineMs",
            JsonSchemaType.Integer,
            "For NDJSON bodies: milliseconds for each line, from when it was read; a line that has not begun by then is not run."),
        Parameter("cohort", JsonSchemaType.String, "For NDJSON bodies: a name for the group of texts, which is recorded with them."),
        Parameter("record", JsonSchemaType.String, "For NDJSON bodies: required answers lines when their predictions are on the disk."),
    ];

    /// <summary>The method's own parameters may follow under their names.</summary>
    private static List<IOpenApiParameter> ExplainParameters() =>
    [
        Parameter("model", JsonSchemaType.String, "For NDJSON bodies: the model's name, or name/version."),
        Parameter("method", JsonSchemaType.String, "For NDJSON bodies: the method; its parameters follow under their own names."),
        Parameter(
            "methods",
            JsonSchemaType.String,
            "For NDJSON bodies: several methods with commas between them; a parameter stands as method.parameter."),
        Parameter("target", JsonSchemaType.String, "For NDJSON bodies: the label to explain."),
        Parameter("foil", JsonSchemaType.String, "For NDJSON bodies: the label the target is held against."),
        Parameter("targets", JsonSchemaType.String, "For NDJSON bodies: all, for every label."),
        Parameter("output", JsonSchemaType.String, "For NDJSON bodies: logit, probability, log_odds or log_probability."),
        Parameter(
            "context",
            JsonSchemaType.Integer,
            "For NDJSON bodies, of a language model: how many characters at each text's end get a score."),
        Parameter("spans", JsonSchemaType.String, "For NDJSON bodies: words or sentences."),
        Parameter(
            "deadlineMs",
            JsonSchemaType.Integer,
            "For NDJSON bodies: milliseconds for each text and method, and as long again for its metrics."),
        Parameter("metrics", JsonSchemaType.String, "For NDJSON bodies: metrics with commas between them."),
        Parameter("removal", JsonSchemaType.String, "For NDJSON bodies: how metrics take tokens away, delete, pad or unk."),
    ];

    private static OpenApiParameter Parameter(string name, JsonSchemaType type, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = type },
    };
}
