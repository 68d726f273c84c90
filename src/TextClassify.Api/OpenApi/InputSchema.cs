using Microsoft.OpenApi;

namespace TextClassify.Api.OpenApi;

/// <summary>The schema of <c>inputs</c>: one text, or a list of texts and objects.</summary>
internal static class InputSchema
{
    private const string ItemSchema = "InputItem";

    public static OpenApiSchema Create() => new()
    {
        Description = "A text, a list of texts, or a list of objects with a text. Results come in the same order; a list item that fails has an error in its place.",
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1 },
            new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 1, Items = Item() },
        ],
    };

    /// <summary>A text, or an object with a text.</summary>
    public static OpenApiSchema Item() => new()
    {
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1 },
            new OpenApiSchemaReference(ItemSchema),
        ],
    };
}
