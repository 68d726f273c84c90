using System.Text.Json.Serialization;

namespace TextClassify.Client.Contracts;

/// <summary>Parts of a text that are asked about together; the model reads the text once for all of them.</summary>
[JsonConverter(typeof(Converter))]
public sealed class TextAspects
{
    private readonly IReadOnlyList<TextSpan>? _spans;

    private TextAspects(IReadOnlyList<TextSpan>? spans) => _spans = spans;

    /// <summary>Those the model finds.</summary>
    public static TextAspects Auto { get; } = new(null);

    /// <summary>1 to 64 of them; they may overlap.</summary>
    public static TextAspects Of(params IReadOnlyList<TextSpan> spans) => new(spans);

    internal sealed class Converter : JsonConverter<TextAspects>
    {
        public override TextAspects Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Aspects are sent and never come back.");

        public override void Write(Utf8JsonWriter writer, TextAspects value, JsonSerializerOptions options)
        {
            if (value._spans is null)
            {
                writer.WriteStringValue("auto");
                return;
            }

            writer.WriteStartArray();
            foreach (var span in value._spans)
            {
                writer.WriteStartObject();
                writer.WriteNumber("start", span.Start);
                writer.WriteNumber("end", span.End);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
    }
}
