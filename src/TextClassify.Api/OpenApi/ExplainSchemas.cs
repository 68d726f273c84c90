using Microsoft.OpenApi;

namespace TextClassify.Api.OpenApi;

/// <summary>The parts of an explain request that come in more than one form.</summary>
internal static class ExplainSchemas
{
    /// <summary>A name, or an object with a name.</summary>
    public static OpenApiSchema Method() => new()
    {
        Description = "A method of /explainers, alone or with its parameters.",
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "name" },
                AdditionalPropertiesAllowed = false,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["name"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    ["parameters"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() },
                },
            },
        ],
    };

    /// <summary>A word, or ranges.</summary>
    public static OpenApiSchema Spans() => new()
    {
        Description = "words, sentences, or ranges of the one text sent, in UTF-16 code units.",
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["words", "sentences"] },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "start", "end" },
                    AdditionalPropertiesAllowed = false,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["start"] = Offset(), ["end"] = Offset() },
                },
            },
        ],
    };

    private static OpenApiSchema Offset() => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0" };
}
