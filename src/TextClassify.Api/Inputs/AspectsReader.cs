namespace TextClassify.Api.Inputs;

/// <summary>Reads what of a text is asked about.</summary>
internal static class AspectsReader
{
    private const string Auto = "auto";

    /// <summary>A span, or null when the value is JSON's null.</summary>
    public static AspectSpan? One(ref JsonCursor json, string where) =>
        RangeReader.Read(ref json, where) is { } range ? new AspectSpan(range.Start, range.End) : null;

    /// <summary>The word auto, or a list of spans.</summary>
    public static AspectChoice? Several(ref JsonCursor json, string where)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            if (json.OptionalString(where) is { } word and not Auto)
            {
                json.Refuse(ProblemTypes.OutOfRange, where, $"{Quoted.Name(word)} is not known; there is {Auto}, or a list of spans.");
            }

            return json.Failed ? null : new AspectChoice(null);
        }

        if (json.Failed || json.IsNull || !json.EnterArray(where, $"{Auto} or a list of spans"))
        {
            return null;
        }

        var spans = new List<AspectSpan>();
        while (json.NextElement())
        {
            if (spans.Count == InputItem.MaxAspects)
            {
                json.Refuse(new Problem(
                    ProblemTypes.OutOfRange, $"A text takes at most {InputItem.MaxAspects} aspects; send it again with the others.")
                {
                    Where = where,
                    Limit = InputItem.MaxAspects,
                });
                return null;
            }

            string place = $"{where}[{spans.Count}]";
            if (One(ref json, place) is { } span)
            {
                spans.Add(span);
            }
            else
            {
                json.RefuseType(place, "an object with start and end");
                return null;
            }
        }

        if (!json.Failed && spans.Count == 0)
        {
            json.Refuse(ProblemTypes.OutOfRange, where, "The list must hold at least one span.");
        }

        return json.Failed ? null : new AspectChoice(spans);
    }
}
