using TextClassify.Communication;

namespace TextClassify.Api.Inputs;

/// <summary>Reads the sources of a case.</summary>
internal static class SourcesReader
{
    /// <summary>A list of objects with a name and a text, or null when the value is JSON's null.</summary>
    public static List<CaseText>? Read(ref JsonCursor json, string where, out Problem? problem)
    {
        problem = null;
        if (json.Failed || json.IsNull || !json.EnterArray(where, "a list of objects with a name and a text"))
        {
            return null;
        }

        var sources = new List<CaseText>();
        while (json.NextElement())
        {
            if (sources.Count == CaseLimits.MostSources)
            {
                json.Refuse(new Problem(
                    ProblemTypes.TooManySources, $"A case has at most {CaseLimits.MostSources} sources.")
                {
                    Where = where,
                    Limit = CaseLimits.MostSources,
                });
                return null;
            }

            var source = One(ref json, $"{where}[{sources.Count}]", ref problem);
            if (source is not null)
            {
                sources.Add(source);
            }
        }

        if (!json.Failed && sources.Count == 0)
        {
            json.Refuse(ProblemTypes.OutOfRange, where, "The list must hold at least one source.");
        }

        return json.Failed ? null : sources;
    }

    private static CaseText? One(ref JsonCursor json, string where, ref Problem? problem)
    {
        string? name = null, text = null, reference = null;
        int seen = 0;
        json.EnterObject(where);
        while (json.NextProperty())
        {
            if (json.Named("name"u8, 0, ref seen))
            {
                name = json.OptionalString($"{where}.name");
            }
            else if (json.Named("text"u8, 1, ref seen))
            {
                text = json.IsNull ? null : InputsReader.Text(ref json, $"{where}.text", ref problem);
            }
            else if (json.Named("ref"u8, 2, ref seen))
            {
                reference = InputsReader.Id(ref json, $"{where}.ref");
            }
            else
            {
                json.RefuseProperty(where, "name, text and ref");
            }
        }

        if (!json.Failed && name is null)
        {
            json.Refuse(ProblemTypes.MissingProperty, $"{where}.name", "A source needs a name.");
        }

        if (!json.Failed && text is not null && reference is not null)
        {
            json.Refuse(ProblemTypes.OutOfRange, $"{where}.ref", "Send a source's text or its ref, not both.");
        }

        return json.Failed ? null : new CaseText(name!, text, reference);
    }
}
