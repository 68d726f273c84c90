using TextClassify.Api.Http;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;

namespace TextClassify.Api.HiddenStates.Search;

internal static class StateSearchRequestReader
{
    public const int MaxTop = 1_000;

    private const int MaxUnits = 65_536;

    /// <summary>More than a state of any model served has.</summary>
    private const int MaxListed = 4_096;

    public static StateSearchRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        var request = new StateSearchRequest();
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("model"u8, 0, ref seen))
            {
                request = request with { Model = json.OptionalString("model") };
            }
            else if (json.Named("state"u8, 1, ref seen))
            {
                request = request with { State = json.OptionalString("state") };
            }
            else if (json.Named("near"u8, 2, ref seen))
            {
                request = request with { Near = Near(ref json) };
            }
            else if (json.Named("pattern"u8, 3, ref seen))
            {
                request = request with { Pattern = Pattern(ref json) };
            }
            else if (json.Named("top"u8, 4, ref seen))
            {
                request = request with { Top = json.OptionalInteger("top", 1, MaxTop) };
            }
            else
            {
                json.RefuseProperty("", "model, state, near, pattern and top");
            }
        }

        if (!json.Failed && (request.Near is null) == (request.Pattern is null))
        {
            json.Refuse(ProblemTypes.MissingProperty, "", "Send either near or pattern.");
        }

        return json.Failed ? null : request;
    }

    private static NearSearch? Near(ref JsonCursor json)
    {
        if (json.Failed || json.IsNull || !json.EnterObject("near"))
        {
            return null;
        }

        var near = new NearSearch();
        int seen = 0;
        while (json.NextProperty())
        {
            if (json.Named("text"u8, 0, ref seen))
            {
                near = near with { Text = json.OptionalString("near.text") };
            }
            else if (json.Named("token"u8, 1, ref seen))
            {
                near = near with { Token = json.OptionalInteger("near.token", 0, int.MaxValue) };
            }
            else if (json.Named("point"u8, 2, ref seen))
            {
                near = near with { Point = json.OptionalInteger("near.point", 0, int.MaxValue) };
            }
            else if (json.Named("within"u8, 3, ref seen))
            {
                near = near with { Within = json.OptionalNumber("near.within", 0, float.MaxValue) };
            }
            else
            {
                json.RefuseProperty("near", "text, token, point and within");
            }
        }

        if (!json.Failed && (near.Point is null ? near.Text is null || near.Token is null : near.Text is not null || near.Token is not null))
        {
            json.Refuse(ProblemTypes.MissingProperty, "near", "near takes either a text and a token, or a point.");
        }

        return near;
    }

    private static PatternSearch? Pattern(ref JsonCursor json)
    {
        if (json.Failed || json.IsNull || !json.EnterObject("pattern"))
        {
            return null;
        }

        var pattern = new PatternSearch();
        int seen = 0;
        while (json.NextProperty())
        {
            if (json.Named("text"u8, 0, ref seen))
            {
                pattern = pattern with { Text = json.OptionalString("pattern.text") };
            }
            else if (json.Named("start"u8, 1, ref seen))
            {
                pattern = pattern with { Start = json.OptionalInteger("pattern.start", 0, int.MaxValue) };
            }
            else if (json.Named("end"u8, 2, ref seen))
            {
                pattern = pattern with { End = json.OptionalInteger("pattern.end", 1, int.MaxValue) };
            }
            else if (json.Named("units"u8, 3, ref seen))
            {
                pattern = pattern with { Units = json.OptionalIntegers("pattern.units", 0, MaxUnits, MaxListed) };
            }
            else if (json.Named("threshold"u8, 4, ref seen))
            {
                pattern = pattern with { Threshold = json.OptionalNumber("pattern.threshold", -1, 1) };
            }
            else if (json.Named("leastTokens"u8, 5, ref seen))
            {
                pattern = pattern with { LeastTokens = json.OptionalInteger("pattern.leastTokens", 1, int.MaxValue) };
            }
            else
            {
                json.RefuseProperty("pattern", "text, start, end, units, threshold and leastTokens");
            }
        }

        bool span = pattern.Text is not null && pattern.Start is not null && pattern.End is not null;
        bool any = pattern.Text is not null || pattern.Start is not null || pattern.End is not null;
        if (!json.Failed && (pattern.Units is null ? !span : any))
        {
            json.Refuse(ProblemTypes.MissingProperty, "pattern", "pattern takes either units, or a text with start and end.");
        }

        return pattern;
    }
}
