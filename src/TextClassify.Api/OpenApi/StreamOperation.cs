using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using TextClassify.Api.Contracts;
using TextClassify.Api.Reading;

namespace TextClassify.Api.OpenApi;

/// <summary>Says of <c>/classify</c> what its NDJSON form takes and gives: the generator knows one type a route.</summary>
internal sealed class StreamOperation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.RequestBody?.Content is not { } body || !body.TryGetValue(MediaTypes.Ndjson, out var content) || content is not OpenApiMediaType lines)
        {
            return;
        }

        context.SchemaGenerator.GenerateSchema(typeof(InputItem), context.SchemaRepository);
        lines.Schema = InputSchema.Item();
        operation.Parameters =
        [
            Parameter("model", JsonSchemaType.String, "For NDJSON bodies: the model's name, or name/version."),
            Parameter("top", JsonSchemaType.Integer, "For NDJSON bodies: how many labels to return."),
            Parameter("evidence", JsonSchemaType.Boolean, "For NDJSON bodies: whether to return evidence."),
        ];
        if (operation.Responses?["200"].Content?[MediaTypes.Ndjson] is OpenApiMediaType answer)
        {
            answer.Schema = new OpenApiSchema
            {
                Description = "One line each: the head, the results, the summary. A failure takes the summary's place.",
                OneOf = [.. new[] { typeof(StreamHead), typeof(ClassifyResult), typeof(StreamTail), typeof(StreamFailure) }
                    .Select(type => context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository))],
            };
        }
    }

    private static OpenApiParameter Parameter(string name, JsonSchemaType type, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = type },
    };
}
