using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace TextClassify.Api.OpenInference;

/// <summary>A tensor's content, row by row: strings or numbers.</summary>
[JsonConverter(typeof(Converter))]
internal sealed class TensorData
{
    private readonly IReadOnlyList<string>? _strings;
    private readonly float[]? _numbers;

    public TensorData(IReadOnlyList<string> strings) => _strings = strings;

    public TensorData(float[] numbers) => _numbers = numbers;

    public static OpenApiSchema Schema() => new()
    {
        Description = "Row by row, flat; requests may nest.",
        Type = JsonSchemaType.Array,
        Items = new OpenApiSchema
        {
            OneOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String },
                new OpenApiSchema { Type = JsonSchemaType.Number },
                new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            ],
        },
    };

    internal sealed class Converter : JsonConverter<TensorData>
    {
        public override TensorData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests are read by InferRequestReader.");

        public override void Write(Utf8JsonWriter writer, TensorData value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (string text in value._strings ?? [])
            {
                writer.WriteStringValue(text);
            }

            foreach (float number in value._numbers ?? [])
            {
                writer.WriteNumberValue(number);
            }

            writer.WriteEndArray();
        }
    }
}
