using Microsoft.OpenApi;
using TextClassify.Api.Models;

namespace TextClassify.Api.OpenApi;

/// <summary>A model's description is of one of two kinds, which the list of the models names.</summary>
internal static class ModelSchemas
{
    public static OpenApiSchema Any() => new()
    {
        OneOf = [new OpenApiSchemaReference(nameof(ModelDescription)), new OpenApiSchemaReference(nameof(LanguageModelDescription))],
    };
}
