using Microsoft.OpenApi;

namespace TextClassify.Api.OpenApi;

/// <summary>The schema of <c>aspects</c>: a word, or spans.</summary>
internal static class AspectSchema
{
    public static OpenApiSchema Create() => new()
    {
        Description = "auto for the aspects that the model finds, or spans of the text, in UTF-16 code units.",
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["auto"] },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = 1,
                MaxItems = InputItem.MaxAspects,
                Items = new OpenApiSchemaReference(nameof(AspectSpan)),
            },
        ],
    };
}
