using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using TextClassify.Api.OpenInference;

namespace TextClassify.Api.OpenApi;

/// <summary>Says that under <c>/v2</c> failures have the shape of that protocol, also those that come before a handler.</summary>
internal sealed class OpenInferenceOperation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!$"/{context.ApiDescription.RelativePath}".StartsWith(OpenInferenceEndpoints.Prefix, StringComparison.Ordinal))
        {
            return;
        }

        foreach (var response in (operation.Responses ?? []).Values.Where(
            response => response.Content?.Remove(ProblemResult.MediaType) == true))
        {
            response.Content![MediaTypes.Json] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(typeof(InferError), context.SchemaRepository),
            };
        }

        if (operation.RequestBody?.Content is { } body
            && body.TryGetValue(MediaTypes.Binary, out var content)
            && content is OpenApiMediaType binary)
        {
            binary.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        }
    }
}
