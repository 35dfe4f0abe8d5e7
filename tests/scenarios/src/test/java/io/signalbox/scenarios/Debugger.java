package io.signalbox.scenarios;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InternalException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds threads of one process of the application at the boundaries of steps, from outside and without any code of ours in it: as a debugger does,
 * with breakpoints that suspend the one thread that meets them. Whoever is held stays so until the process is killed.
 */
final class Debugger {

    private static final String ENGINE = "io.signalbox.engine.step.";
    private static final String CONNECTORS = "io.signalbox.connectors.";
    private static final String TRANSPORT = CONNECTORS + "docker.InterruptibleTransport";
    /** Its request goes out on a thread that knows of no step; what the engine answers is read by the step's own. */
    private static final String PULL = CONNECTORS + "docker.Pull";

    private static final String CONNECTION = "com.zaxxer.hikari.pool.ProxyConnection";
    private static final String TRANSACTIONS =
            "org.springframework.transaction.support.AbstractPlatformTransactionManager";
    private static final String LANE = "io.signalbox.engine.commit.GroupCommit$Lane";
    private static final String FUTURE = "java.util.concurrent.FutureTask";
    private static final String BOUNDARY = "boundary";

    private final Trap trap;
    private final ListeningConnector connector;
    private final Map<String, Connector.Argument> arguments;
    private final String address;
    private volatile VirtualMachine vm;

    /** Who is to be held. Asked by one thread of each debugger. */
    interface Trap {

        /** Whether a thread that is at this point is to be held. */
        boolean wants(Point point);

        /**
         * Whether a thread that is about to hand its commit over to others, to be done together with theirs, is to commit alone: who is held in the commit
         * of a group holds the group.
         *
         * @param rootId the run; null for one that is only being started
         */
        boolean wantsAlone(String rootId);

        /** It is held. */
        void held(Point point);

        /** Something that the debugger could not do; the test is to fail. */
        void broken(Exception why);
    }

    /**
     * A step at a boundary.
     *
     * @param rootId the run
     * @param element of the diagram; with {@code (undo)} when it is taken back
     */
    record Point(Boundary boundary, String rootId, String runbook, String element) {}

    Debugger(Trap trap) {
        this.trap = trap;
        try {
            connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                    .filter(c -> c.transport().name().equals("dt_socket"))
                    .findFirst()
                    .orElseThrow();
            arguments = connector.defaultArguments();
            arguments.get("localAddress").setValue("127.0.0.1");
            arguments.get("port").setValue("0");
            address = connector.startListening(arguments);
        } catch (IOException | IllegalConnectorArgumentsException e) {
            throw new IllegalStateException("Cannot wait for the application to be debugged", e);
        }
        Thread.ofPlatform().name("debugger").daemon().start(this::work);
    }

    /** What the process is to be started with. */
    List<String> options() {
        return List.of(
                "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address,
                // A virtual thread that is held keeps its carrier.
                "-Djdk.virtualThreadScheduler.parallelism=200",
                "-Djdk.virtualThreadScheduler.maxPoolSize=250");
    }

    private void work() {
        try {
            vm = connector.accept(arguments);
            connector.stopListening(arguments);
            for (String name : List.of("StepStore", "StepWork", "StepEnds", "UndoWork")) {
                watch(ENGINE + name);
            }
            watch(LANE);
            watch(CONNECTORS + "*");
            vm.resume();
            while (true) {
                handle(vm.eventQueue().remove());
            }
        } catch (VMDisconnectedException | InterruptedException e) {
            // It was killed.
        } catch (Exception e) {
            trap.broken(e);
        }
    }

    private void watch(String classes) {
        ClassPrepareRequest request = vm.eventRequestManager().createClassPrepareRequest();
        request.addClassFilter(classes);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.enable();
    }

    private void handle(EventSet events) throws IncompatibleThreadStateException {
        boolean hold = false;
        for (Event event : events) {
            if (event instanceof ClassPrepareEvent prepared) {
                prepare(prepared.referenceType());
            } else if (event instanceof BreakpointEvent reached) {
                hold |= reached(reached);
            }
        }
        if (!hold) {
            events.resume();
        }
    }

    private void prepare(ReferenceType type) {
        String name = type.name();
        if (name.equals(ENGINE + "StepStore")) {
            breakpoints(type, Boundary.BEFORE_LEASE, "insert");
            breakpoints(type, Boundary.BEFORE_COMMIT, "complete", "gaveUp");
        } else if (name.equals(ENGINE + "StepWork")) {
            breakpoints(type, Boundary.LEASED, "run");
        } else if (name.equals(ENGINE + "StepEnds")) {
            breakpoints(type, Boundary.AFTER_EFFECT, "completed", "failed");
        } else if (name.equals(ENGINE + "UndoWork")) {
            breakpoints(type, Boundary.AFTER_EFFECT, "end", "fail");
        } else if (name.equals(LANE)) {
            breakpoint(only(type, "offer").location(), LANE, null);
        } else if (name.equals(TRANSPORT)) {
            breakpoints(type, Boundary.IN_EFFECT, "execute");
        } else if (name.equals(PULL)) {
            breakpoints(type, Boundary.IN_EFFECT, "take");
        } else if (type instanceof ClassType c
                && c.allInterfaces().stream().anyMatch(i -> i.name().equals("io.signalbox.sdk.Operation"))) {
            breakpoints(type, Boundary.BEFORE_EFFECT, "apply", "undo");
        }
    }

    private void breakpoints(ReferenceType type, Boundary boundary, String... methods) {
        List<Method> found = type.methods().stream()
                .filter(m -> List.of(methods).contains(m.name()) && !m.isBridge() && !m.isAbstract())
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("No method " + List.of(methods) + " in " + type.name()
                    + " any more: tell the debugger what it is called now");
        }
        for (Method method : found) {
            breakpoint(method.location(), boundary, null);
        }
    }

    private static Method only(ReferenceType type, String method) {
        return type.methodsByName(method).stream()
                .filter(m -> m.argumentTypeNames().size() < 2)
                .min(Comparator.comparingInt(m -> m.argumentTypeNames().size()))
                .orElseThrow(
                        () -> new IllegalStateException("No method " + method + " in " + type.name() + " any more"));
    }

    private void breakpoint(Location location, Object what, ThreadReference only) {
        BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(location);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.putProperty(BOUNDARY, what);
        if (only != null) {
            request.addThreadFilter(only);
        }
        request.enable();
    }

    /** Whether the thread is to be held here. */
    private boolean reached(BreakpointEvent event) throws IncompatibleThreadStateException {
        if (event.request().getProperty(BOUNDARY) instanceof Point point) {
            trap.held(point);
            return true;
        }
        ThreadReference thread = event.thread();
        if (event.request().getProperty(BOUNDARY).equals(LANE)) {
            commitAlone(thread);
            return false;
        }
        return switch ((Boundary) event.request().getProperty(BOUNDARY)) {
            case LEASED -> holdHere(thread, Boundary.LEASED);
            case BEFORE_EFFECT -> holdHere(thread, Boundary.BEFORE_EFFECT);
            case AFTER_EFFECT -> holdHere(thread, Boundary.AFTER_EFFECT);
            case BEFORE_LEASE -> {
                holdAt(thread, Boundary.BEFORE_LEASE, CONNECTION, "commit");
                yield false;
            }
            case BEFORE_COMMIT, AFTER_COMMIT -> {
                holdAt(thread, Boundary.BEFORE_COMMIT, CONNECTION, "commit");
                holdAt(thread, Boundary.AFTER_COMMIT, TRANSACTIONS, "triggerAfterCommit");
                yield false;
            }
            case IN_EFFECT -> {
                if (event.location().declaringType().name().equals(PULL)) {
                    yield holdHere(thread, Boundary.IN_EFFECT);
                }
                if (changes(thread)) {
                    holdAt(thread, Boundary.IN_EFFECT, FUTURE, "get");
                }
                yield false;
            }
        };
    }

    /** Has the queue of the group say that it takes nobody any more, as it does at a shutdown. */
    private void commitAlone(ThreadReference thread) throws IncompatibleThreadStateException {
        ObjectReference member =
                (ObjectReference) thread.frame(0).getArgumentValues().getFirst();
        ObjectReference of = (ObjectReference) field(member, "of");
        if (trap.wantsAlone(of == null ? null : text(of, "rootId"))) {
            try {
                thread.forceEarlyReturn(vm.mirrorOf(false));
            } catch (InvalidTypeException | ClassNotLoadedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean holdHere(ThreadReference thread, Boundary boundary) throws IncompatibleThreadStateException {
        Optional<Point> point = point(thread, boundary).filter(trap::wants);
        point.ifPresent(trap::held);
        return point.isPresent();
    }

    /** Holds the thread when it comes to the beginning of that method, in whichever form. */
    private void holdAt(ThreadReference thread, Boundary boundary, String type, String method)
            throws IncompatibleThreadStateException {
        Optional<Point> point = point(thread, boundary).filter(trap::wants);
        if (point.isPresent()) {
            ReferenceType loaded = vm.classesByName(type).getFirst();
            loaded.methodsByName(method).forEach(m -> breakpoint(m.location(), point.get(), thread));
        }
    }

    /** Whether a request to an engine is more than a question. */
    private static boolean changes(ThreadReference thread) throws IncompatibleThreadStateException {
        ObjectReference request =
                (ObjectReference) thread.frame(0).getArgumentValues().getFirst();
        return !text(request, "method").equals("GET");
    }

    /** The step that the thread is about. */
    private static Optional<Point> point(ThreadReference thread, Boundary boundary)
            throws IncompatibleThreadStateException {
        // For a request, the operation that sends it is some frames above.
        int depth = boundary == Boundary.IN_EFFECT ? Math.min(60, thread.frameCount()) : 1;
        for (StackFrame frame : thread.frames(0, depth)) {
            Optional<ObjectReference> row = row(frame);
            if (row.isPresent()) {
                ObjectReference step = row.get();
                boolean undo = field(step, "activityInstance") == null;
                return Optional.of(new Point(
                        boundary,
                        text(step, "rootId"),
                        text(step, "runbook"),
                        text(step, "elementId") + (undo ? " (undo)" : "")));
            }
        }
        return Optional.empty();
    }

    private static Optional<ObjectReference> row(StackFrame frame) {
        return Stream.concat(arguments(frame).stream(), Stream.ofNullable(frame.thisObject()))
                .filter(ObjectReference.class::isInstance)
                .map(ObjectReference.class::cast)
                .map(Debugger::row)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Those that can still be read: where a method is at work, later variables may have taken the places of its arguments. */
    private static List<Value> arguments(StackFrame frame) {
        try {
            return frame.getArgumentValues().stream().filter(Objects::nonNull).toList();
        } catch (InternalException e) {
            return List.of();
        }
    }

    private static ObjectReference row(ObjectReference object) {
        return switch (object.referenceType().name().replace(ENGINE, "")) {
            case "StepRow" -> object;
            case "StepContext" -> (ObjectReference) field(object, "row");
            case "StepWork" -> (ObjectReference) field(object, "step");
            default -> null;
        };
    }

    private static Value field(ObjectReference object, String name) {
        return object.getValue(Objects.requireNonNull(
                object.referenceType().fieldByName(name),
                () -> object.referenceType().name() + " has no field " + name + " any more"));
    }

    private static String text(ObjectReference object, String field) {
        return field(object, field) instanceof StringReference text ? text.value() : "";
    }
}
