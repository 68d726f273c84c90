using System.Text.Json;
using TextClassify.Api.Http;
using TextClassify.Api.Inputs;

namespace TextClassify.Api.Explain.Planning;

/// <summary>Reads <c>spans</c>: a word, or a list of ranges.</summary>
internal static class SpansReader
{
    /// <summary>A text has a span a token at most, unless they overlap.</summary>
    public const int MaxSpans = 1_024;

    public static SpanRequest? Read(ref JsonCursor json)
    {
        if (json.Failed || json.IsNull)
        {
            return null;
        }

        if (json.TokenType == JsonTokenType.String)
        {
            return new SpanRequest(json.OptionalString("spans"), null);
        }

        if (!json.EnterArray("spans", "words, sentences, or a list of ranges"))
        {
            return null;
        }

        var ranges = new List<TextRange>();
        while (json.NextElement())
        {
            string where = $"spans[{ranges.Count}]";
            json.RefuseBeyond(MaxSpans, ranges.Count, "spans");
            if (json.IsNull)
            {
                json.RefuseType(where, "an object");
            }
            else if (RangeReader.Read(ref json, where) is { } range)
            {
                ranges.Add(range);
            }
        }

        return json.Failed ? null : new SpanRequest(null, ranges);
    }
}
