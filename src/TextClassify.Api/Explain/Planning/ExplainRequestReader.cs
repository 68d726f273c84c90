using TextClassify.Api.Http;
using TextClassify.Api.Inputs;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;

namespace TextClassify.Api.Explain.Planning;

internal static class ExplainRequestReader
{
    /// <summary>There are half as many, and one that stands twice is measured once.</summary>
    public const int MaxMetrics = 32;

    private const string Known =
        "model, inputs, method, methods, target, targets, contrast, output, position, context, spans, deadlineMs, metrics, removal and parameters";

    public static ExplainRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        InputList? inputs = null;
        var request = new ExplainRequest { Inputs = null! };
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("inputs"u8, 0, ref seen))
            {
                inputs = InputsReader.Read(ref json, limits);
            }
            else if (!What(ref json, limits, ref seen, ref request))
            {
                json.RefuseProperty("", Known);
            }
        }

        InputsReader.Require(ref json, inputs);
        RefuseBoth(ref json, request);
        return json.Failed ? null : request with { Inputs = inputs! };
    }

    /// <summary>The properties other than inputs; false when it is none of them.</summary>
    private static bool What(ref JsonCursor json, LimitsOptions limits, ref int seen, ref ExplainRequest request)
    {
        var next = json.Named("model"u8, 1, ref seen) ? request with { Model = json.OptionalString("model") }
            : json.Named("method"u8, 2, ref seen) ? request with { Method = json.OptionalString("method") }
            : json.Named("methods"u8, 3, ref seen) ? request with { Methods = MethodsReader.Read(ref json) }
            : json.Named("target"u8, 4, ref seen) ? request with { Target = json.OptionalString("target") }
            : json.Named("targets"u8, 5, ref seen) ? request with { Targets = json.OptionalString("targets") }
            : json.Named("contrast"u8, 6, ref seen) ? request with { Contrast = Contrast(ref json) }
            : json.Named("output"u8, 7, ref seen) ? request with { Output = json.OptionalString("output") }
            : json.Named("spans"u8, 8, ref seen) ? request with { Spans = SpansReader.Read(ref json) }
            : json.Named("deadlineMs"u8, 9, ref seen) ? request with { DeadlineMs = json.OptionalInteger("deadlineMs", 1, limits.MaxDeadlineMs) }
            : json.Named("metrics"u8, 10, ref seen) ? request with { Metrics = json.OptionalStrings("metrics", MaxMetrics) }
            : json.Named("removal"u8, 11, ref seen) ? request with { Removal = json.OptionalString("removal") }
            : json.Named("parameters"u8, 12, ref seen) ? request with { Parameters = MethodsReader.Parameters(ref json, "parameters") }
            : json.Named("position"u8, 13, ref seen) ? request with { Position = json.OptionalInteger("position", 0, limits.MaxTextLength) }
            : json.Named("context"u8, 14, ref seen) ? request with { Context = json.OptionalInteger("context", 1, limits.MaxExplainedCharacters) }
            : null;
        request = next ?? request;
        return next is not null;
    }

    private static void RefuseBoth(ref JsonCursor json, ExplainRequest request)
    {
        if (request.Target is not null && request.Contrast is not null)
        {
            json.Refuse(ProblemTypes.WrongType, "target", "A contrast has its own target; send one of the two.");
        }
        else if (request.Targets is not null && (request.Target is not null || request.Contrast is not null))
        {
            json.Refuse(ProblemTypes.WrongType, "targets", "All labels are explained; leave out the target and the contrast.");
        }
        else if (request.Methods is not null && (request.Method is not null || request.Parameters is not null))
        {
            json.Refuse(ProblemTypes.WrongType, "methods", "Each of the methods has its own name and parameters; leave out method and parameters.");
        }
        else if (request.Removal is not null && request.Metrics is null)
        {
            json.Refuse(ProblemTypes.WrongType, "removal", "A removal rule is for metrics; send metrics too.");
        }
    }

    private static LabelContrast? Contrast(ref JsonCursor json)
    {
        if (json.Failed || json.IsNull)
        {
            return null;
        }

        string? target = null;
        string? foil = null;
        int seen = 0;
        json.EnterObject("contrast");
        while (json.NextProperty())
        {
            if (json.Named("target"u8, 0, ref seen))
            {
                target = json.OptionalString("contrast.target");
            }
            else if (json.Named("foil"u8, 1, ref seen))
            {
                foil = json.OptionalString("contrast.foil");
            }
            else
            {
                json.RefuseProperty("contrast", "target and foil");
            }
        }

        if (!json.Failed && (target is null || foil is null))
        {
            json.Refuse(ProblemTypes.MissingProperty, "contrast", "A contrast needs a target and a foil.");
        }

        return json.Failed ? null : new LabelContrast(target!, foil!);
    }
}
