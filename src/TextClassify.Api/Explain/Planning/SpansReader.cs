namespace TextClassify.Api.Explain.Planning;

/// <summary>Reads <c>spans</c>: a word, or a list of ranges.</summary>
internal static class SpansReader
{
    /// <summary>A text has a span a token at most, unless they overlap.</summary>
    public const int MaxSpans = 1_024;

    public static SpanRequest? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (json.Failed || json.IsNull)
        {
            return null;
        }

        if (json.TokenType == JsonTokenType.String)
        {
            return new SpanRequest(json.OptionalString(where), null);
        }

        if (!json.EnterArray(where, "words, sentences, or a list of ranges"))
        {
            return null;
        }

        var ranges = new List<TextRange>();
        while (json.NextElement())
        {
            string place = $"{where}[{ranges.Count}]";
            json.RefuseBeyond(MaxSpans, ranges.Count, where);
            if (json.IsNull)
            {
                json.RefuseType(place, "an object");
            }
            else if (RangeReader.Read(ref json, place) is { } range)
            {
                ranges.Add(range);
            }
        }

        return json.Failed ? null : new SpanRequest(null, ranges);
    }

    /// <summary>A query has the words; ranges are of one text, and a body of lines holds many.</summary>
    public static Problem? FromText(string text, string where, LimitsOptions limits, out SpanRequest? value)
    {
        value = new SpanRequest(text, null);
        return null;
    }
}
