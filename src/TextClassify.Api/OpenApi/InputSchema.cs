using Microsoft.OpenApi;

namespace TextClassify.Api.OpenApi;

/// <summary>The schema of <c>inputs</c>: a text or an object with a text, or a list of them.</summary>
internal static class InputSchema
{
    private const string ItemSchema = "InputItem";

    public static OpenApiSchema Create() => new()
    {
        Description = "A text or an object with a text, or a list of them. Results come in the same order; a list item that fails has an "
            + "error in its place.",
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1 },
            new OpenApiSchemaReference(ItemSchema),
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
