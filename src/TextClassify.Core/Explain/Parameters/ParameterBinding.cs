namespace TextClassify.Explain.Parameters;

/// <summary>Either the values of a method's parameters or what is wrong with them.</summary>
public sealed record ParameterBinding
{
    private ParameterBinding(ParameterValues? values, ParameterFault? fault)
    {
        Values = values;
        Fault = fault;
    }

    /// <summary>Null when <see cref="Fault"/> is set.</summary>
    public ParameterValues? Values { get; }

    /// <summary>Null when <see cref="Values"/> is set.</summary>
    public ParameterFault? Fault { get; }

    internal static ParameterBinding Of(ParameterValues values) => new(values, null);

    internal static ParameterBinding Refused(string parameter, string message) => new(null, new ParameterFault(parameter, message));
}

/// <param name="Parameter">Its name as it was sent.</param>
/// <param name="Message">One sentence with the value and what is allowed.</param>
public sealed record ParameterFault(string Parameter, string Message);
