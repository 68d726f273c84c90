using System.Buffers;
using System.Buffers.Binary;
using System.Text;
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

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public int BinarySize => _numbers is not null
        ? _numbers.Length * sizeof(float)
        : _strings!.Sum(text => sizeof(uint) + Encoding.UTF8.GetByteCount(text));

    public static OpenApiSchema Schema() => new()
    {
        Description = "Row by row, flat; requests may nest. Absent where the tensor is binary.",
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

    /// <summary>Numbers as four bytes, texts as their length in four bytes and their UTF-8; the least byte first.</summary>
    public void Write(IBufferWriter<byte> writer)
    {
        foreach (float number in _numbers ?? [])
        {
            BinaryPrimitives.WriteSingleLittleEndian(writer.GetSpan(sizeof(float)), number);
            writer.Advance(sizeof(float));
        }

        foreach (string text in _strings ?? [])
        {
            BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(text));
            writer.Advance(sizeof(int));
            Encoding.UTF8.GetBytes(text, writer);
        }
    }

    internal sealed class Converter : JsonConverter<TensorData>
    {
        public override TensorData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests are read by InferInputReader.");

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
