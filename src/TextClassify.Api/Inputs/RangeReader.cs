namespace TextClassify.Api.Inputs;

internal static class RangeReader
{
    /// <summary>An object with start and end, or null when the value is JSON's null.</summary>
    public static TextRange? Read(ref JsonCursor json, string where)
    {
        if (json.Failed || json.IsNull)
        {
            return null;
        }

        int? start = null;
        int? end = null;
        int seen = 0;
        json.EnterObject(where);
        while (json.NextProperty())
        {
            if (json.Named("start"u8, 0, ref seen))
            {
                start = json.OptionalInteger(where + ".start", 0, int.MaxValue);
            }
            else if (json.Named("end"u8, 1, ref seen))
            {
                end = json.OptionalInteger(where + ".end", 0, int.MaxValue);
            }
            else
            {
                json.RefuseProperty(where, "start and end");
            }
        }

        if (!json.Failed && (start is null || end is null))
        {
            json.Refuse(ProblemTypes.MissingProperty, where, "A range needs start and end.");
        }

        return json.Failed ? null : new TextRange(start!.Value, end!.Value);
    }
}
