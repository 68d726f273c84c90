namespace TextClassify.Training.Onnx.Contextual;

/// <summary>
/// Gated recurrent unit: n = tanh(a + r q), h = n + z (h' - n), with both gates, the candidate and the state split; r's and q's constants
/// meet in a constant of the candidate. What remains of biases alone is the rest's.
/// </summary>
internal static class GruContextual
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="input">x W_ih' without bias, the phrase's rows before the rest's, [T,2,2B,3m]; gates in ONNX's order z, r, n.</param>
    /// <param name="recurrent">W_hh', [2,m,3m].</param>
    /// <param name="inputBias">[2,1,3m].</param>
    /// <param name="stateBias">[2,1,3m].</param>
    /// <param name="none">Zeros, [2,2B,m].</param>
    /// <param name="stateWidth">m.</param>
    /// <returns>h, [T,2,2B,m].</returns>
    public static Value Emit(
        GraphBuilder graph, Value input, Value recurrent, Value inputBias, Value stateBias, Value none, int stateWidth)
    {
        int gateWidth = 2 * stateWidth;
        var gateBias = graph.Split(graph.Add(inputBias, stateBias), axis: 2, gateWidth, stateWidth)[0];
        var gateConstant = graph.Sigmoid(gateBias);
        var gateConstants = graph.SplitEvenly(gateConstant, axis: 2, 2);
        var resetBias = graph.Split(stateBias, axis: 2, gateWidth, stateWidth)[1];
        var candidateBias = graph.Add(
            graph.Split(inputBias, axis: 2, gateWidth, stateWidth)[1], graph.Mul(gateConstants[1], resetBias));
        var candidateConstant = graph.Tanh(candidateBias);
        var againstCandidate = graph.Sub(graph.Weight("zero", [], [0]), candidateConstant);

        var body = new LoopBody("cd", graph);
        var step = body.Graph;
        var hidden = body.State();
        var fromInput = step.Split(body.Input(), axis: 2, gateWidth, stateWidth);
        var fromState = step.Split(step.MatMul(hidden, recurrent), axis: 2, gateWidth, stateWidth);

        var (gates, whole) = step.Linearise(
            step.Sigmoid, step.Unstack(step.Add(fromInput[0], fromState[0]), axis: 1, gateBias), gateConstant);
        Value[] phraseGates = step.SplitEvenly(gates.Phrase, axis: 2, 2), restGates = step.SplitEvenly(gates.Rest, axis: 2, 2);
        var wholeGates = step.SplitEvenly(whole, axis: 2, 2);
        Portions Gate(int index) => new(phraseGates[index], restGates[index], gateConstants[index]);

        var recalled = step.Product(Gate(1), wholeGates[1], step.Unstack(fromState[1], axis: 1, resetBias));
        var own = step.Unstack(fromInput[1], axis: 1, Value.None);
        var (candidate, _) = step.Linearise(
            step.Tanh,
            new Portions(step.Add(own.Phrase, recalled.Phrase), step.Add(own.Rest, recalled.Rest), candidateBias),
            candidateConstant);

        var previous = step.Unstack(hidden, axis: 1, Value.None);
        var change = step.Product(
            Gate(0),
            wholeGates[0],
            new Portions(step.Sub(previous.Phrase, candidate.Phrase), step.Sub(previous.Rest, candidate.Rest), againstCandidate));
        var byRest = step.Add(step.Add(candidate.Rest, candidate.Constant), step.Add(change.Rest, change.Constant));
        var output = step.Concat([step.Add(candidate.Phrase, change.Phrase), byRest], axis: 1);
        body.Next(output);
        body.Output(output);
        return graph.Scan(body, states: [none], inputs: [input], reverse: false)[1];
    }
}
